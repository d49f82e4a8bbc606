import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
model.bias.requires_grad_(False)
weight, bias = model.weight.clone(), model.bias.clone()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
model(torch.ones(1, 2)).sum().backward()
optimizer.step()
print(model.weight.grad, model.bias.grad)
print(
    torch.equal(model.weight, weight),
    torch.equal(model.bias, bias),
)
