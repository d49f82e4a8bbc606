import torch
import torch.nn as nn

torch.manual_seed(0)
layer = nn.Linear(4, 3)
print(layer.weight.shape, layer.weight.t().shape)
x = torch.tensor(
    [[1.0, 2.0, 3.0, 4.0], [0.0, 0.0, 0.0, 0.0]]
)
by_hand = x @ layer.weight.t() + layer.bias
print(torch.allclose(layer(x), by_hand))
print(torch.equal(layer(x)[1], layer.bias))
