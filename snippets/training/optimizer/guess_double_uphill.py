import torch

w = torch.tensor(3.0, requires_grad=True)
optimizer = torch.optim.SGD([w], lr=1, maximize=True)
(w**2).backward()
optimizer.step()
print(w.item())
