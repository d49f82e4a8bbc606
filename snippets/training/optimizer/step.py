import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)

x = torch.tensor([[1.0, 2.0]])
loss = model(x).square().sum()
loss.backward()

before = model.weight.detach().clone()
gradient = model.weight.grad.clone()
optimizer.step()
after = model.weight.detach()
print(before)
print(gradient)
print(after)
print(torch.allclose(after, before - 0.1 * gradient))
