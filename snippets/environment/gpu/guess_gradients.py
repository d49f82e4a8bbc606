import torch

layer = torch.nn.Linear(10, 10, bias=False)
layer(torch.ones(10)).sum().backward()
print(layer.weight.nbytes + layer.weight.grad.nbytes)
