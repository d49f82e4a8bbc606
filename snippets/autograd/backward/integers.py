import torch

try:
    torch.tensor([1, 2], requires_grad=True)
except RuntimeError as error:
    print(error)
print(torch.tensor([1.0, 2.0], requires_grad=True))
