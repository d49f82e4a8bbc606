import torch

x = torch.tensor([4.0, 1.0])
storage = x.untyped_storage()
try:
    storage[0] = 2.0
except RuntimeError as error:
    print(type(error).__name__)
    print(error)
storage[0] = 2
print(x[0].item())
x[0] = 2.0
print(x)
