import torch

print(torch.Tensor([1]).dtype, torch.tensor([1]).dtype)
try:
    torch.Tensor([1], dtype=torch.int64)
except TypeError as error:
    print(type(error).__name__)
print(torch.zeros(4, 3, dtype=torch.float32).shape)
