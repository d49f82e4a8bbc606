import torch

x = torch.tensor(0.0)
for _ in range(8):
    x = x + 1
x = x + 1e8
print(x.item() - 1e8)
