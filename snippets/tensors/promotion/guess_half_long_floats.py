import torch

x = torch.ones(2, dtype=torch.float16)
print((x + torch.tensor([1.0, 2.0])).dtype)
