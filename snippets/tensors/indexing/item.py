import torch

t = torch.tensor([10.0, 20.0, 30.0])[1]
print(t.item(), float(t), int(t))
print(type(t.item()).__name__)
