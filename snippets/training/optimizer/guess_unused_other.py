import torch

a = torch.tensor(1.0, requires_grad=True)
b = torch.tensor(1.0, requires_grad=True)
optimizer = torch.optim.SGD([b], lr=1)
(2 * a).backward()
optimizer.step()
print(a.item(), b.item())
