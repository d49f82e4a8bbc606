import torch

single = torch.zeros(2)
torch.set_default_dtype(torch.float64)
print(single)
print(torch.zeros(2))
torch.set_default_dtype(torch.float32)
