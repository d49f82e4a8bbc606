import torch

model = torch.nn.Linear(4, 3)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
(group,) = optimizer.param_groups
print([tuple(p.shape) for p in group["params"]], group["lr"])
print(group["params"][0] is model.weight)
