import torch

x = torch.tensor([3.0, -1.0, 2.0])
total = torch.tensor(0.0)
for value in x:
    if value > 0:
        total = total + value
print(total)
