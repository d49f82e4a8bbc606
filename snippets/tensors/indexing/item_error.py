import torch

a = torch.tensor([10.0, 20.0, 30.0])
try:
    a.item()
except RuntimeError as error:
    print(error)
print(a.tolist())
