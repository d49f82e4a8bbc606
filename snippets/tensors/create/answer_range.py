import torch

torch.manual_seed(0)
x = 10 + 10 * torch.rand(1000)
print(bool((x >= 10).all()), bool((x <= 20).all()))
one, zero = torch.tensor(1.0), torch.tensor(0.0)
edge = torch.nextafter(one, zero)
print(bool(edge < 1), 10 + 10 * edge)
