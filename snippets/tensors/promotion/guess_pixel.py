import torch

x = torch.tensor([250], dtype=torch.uint8)
x += torch.tensor([10])
print(x.tolist())
