import torch

layer = torch.nn.Linear(1000, 1000, bias=False)
optimizer = torch.optim.Adam(layer.parameters())
layer(torch.ones(1, 1000)).sum().backward()
optimizer.step()
state = optimizer.state[layer.weight]
parts = {
    "weights": layer.weight,
    "gradients": layer.weight.grad,
    "Adam, first": state["exp_avg"],
    "Adam, second": state["exp_avg_sq"],
}
count = layer.weight.numel()
total = 0
for name, part in parts.items():
    print(f"{name:12} {part.nbytes / count:.0f} bytes each")
    total += part.nbytes
each = total / count
fit = 15360 * 2**20 / each
print(f"{each:.0f} bytes each, {fit:.0f} fit in 15360 MiB")
