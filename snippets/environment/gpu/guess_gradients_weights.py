import torch

layer = torch.nn.Linear(10, 10, bias=False)
print(layer.weight.nbytes)
