import torch

x = torch.zeros(3)
shared = x.numpy()
copied = x.numpy().copy()
cloned = x.clone().numpy()
x[0] = 100
print(shared)
print(copied, cloned)
