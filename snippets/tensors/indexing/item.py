import torch

t = torch.tensor([2.5, 4.0, 8.5, 6.0])[2]
print(t.item(), float(t), int(t))
print(type(t.item()).__name__)
print(torch.tensor(8.3).item())
