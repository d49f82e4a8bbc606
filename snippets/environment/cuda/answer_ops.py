import torch

x = torch.tensor([-1.0, 0.0, 2.0])
print(torch.relu(x))
print(torch.sigmoid(x))
print(torch.tanh(x))
