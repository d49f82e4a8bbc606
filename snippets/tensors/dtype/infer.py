import torch

print(torch.tensor([1]).dtype)
print(torch.tensor([1.2]).dtype)
print(torch.tensor([1, 2.5]))
print(torch.tensor([True, False]).dtype)
print(torch.get_default_dtype())
