import torch

layer = torch.nn.Linear(10, 10, bias=False)
optimizer = torch.optim.Adam(layer.parameters())
layer(torch.ones(10)).sum().backward()
optimizer.step()
state = optimizer.state[layer.weight]
kept = [state["exp_avg"], state["exp_avg_sq"]]
whole = [layer.weight, layer.weight.grad, *kept]
print(sum(part.nbytes for part in whole))
