import torch

print(torch.tensor([3]).dtype)
print(torch.tensor([0.5]).dtype)
print(torch.tensor([3, 0.5]))
print(torch.tensor([True, False]).dtype)
print(torch.get_default_dtype())
print(torch.tensor([True, 0.5]))
