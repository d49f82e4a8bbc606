import torch

x = torch.tensor([1, 2, 3])
x[:2] = torch.tensor([7.9, 8.9])
print(x)
for where in ([0, 1], x > 6):
    try:
        x[where] = torch.tensor([7.9, 8.9])
    except RuntimeError as error:
        print(error)
