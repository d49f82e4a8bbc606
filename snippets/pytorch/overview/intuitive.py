import torch

x = torch.tensor(20.0)
while x > 1:
    if x > 8:
        x = x / 2
    else:
        x = x - 3
    print(x)
