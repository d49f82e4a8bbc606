import torch

try:
    torch.Tensor([2], dtype=torch.int64)
except TypeError as error:
    print(error)

torch.set_default_dtype(torch.float64)
print(torch.Tensor([2]).dtype, torch.FloatTensor([2]).dtype)
torch.set_default_dtype(torch.float32)
