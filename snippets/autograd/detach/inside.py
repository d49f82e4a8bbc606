import torch

with torch.no_grad():
    w = torch.tensor(3.0, requires_grad=True)
    layer = torch.nn.Linear(2, 1)
    y = w**2
print(
    w.requires_grad,
    layer.weight.requires_grad,
    y.requires_grad,
)
print((w**2).requires_grad)
