import torch

x = torch.tensor([[4.0, 1.0], [5.0, 3.0], [2.0, 1.0]])
row = x[1]
print(row.view(-1))
elements = torch.empty(0).set_(row.untyped_storage())
print(elements)
print(elements[0])
elements[0] = 2.0
print(x)
