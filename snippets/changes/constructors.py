import torch

print(torch.Tensor([1]).dtype, torch.tensor([1]).dtype)
try:
    torch.Tensor([1], dtype=torch.int64)
except TypeError as error:
    print(str(error).strip())
print(torch.tensor([1], dtype=torch.int16).dtype)
print(torch.zeros(4, 3).shape)
