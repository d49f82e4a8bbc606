import torch

x = torch.tensor(1e8)
for _ in range(8):
    x = x + 1
print(x.item() - 1e8)
