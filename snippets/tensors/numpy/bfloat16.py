import torch

x = torch.tensor([0.5, 1.5], dtype=torch.bfloat16)
try:
    x.numpy()
except TypeError as error:
    print(type(error).__name__)
    print(error)
print(x.float().numpy())
