import torch

x = torch.tensor([[3.0, 7.0], [2.0, 5.0]])
print(x)
print(x.device)
print(type(x.device), x.device.type)
print(x.device == "cpu", x.device.type == "cpu")
