import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
bias = model.bias.detach().clone()
optimizer = torch.optim.SGD([model.weight], lr=0.1)
for _ in range(3):
    optimizer.zero_grad()
    model(torch.ones(1, 2)).sum().backward()
    optimizer.step()
print(torch.equal(model.bias, bias), model.bias.grad)
model.zero_grad()
print(model.bias.grad)
