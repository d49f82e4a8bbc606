import torch
import torch.nn as nn

torch.manual_seed(0)
first, second = nn.Linear(3, 4), nn.Linear(4, 2)
x = torch.randn(5, 3)
two = second(first(x))

one = nn.Linear(3, 2)
with torch.no_grad():
    one.weight.copy_(second.weight @ first.weight)
    one.bias.copy_(second.weight @ first.bias + second.bias)
print(torch.allclose(two, one(x), atol=1e-6))
print(int((first(x) < 0).sum()))
bent = second(torch.relu(first(x)))
print(torch.allclose(bent, one(x), atol=1e-6))
straight = second(2 * first(x))
with torch.no_grad():
    one.weight.mul_(2)
    one.bias.copy_(
        2 * second.weight @ first.bias + second.bias
    )
print(torch.allclose(straight, one(x), atol=1e-6))
