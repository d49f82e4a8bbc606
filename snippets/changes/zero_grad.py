import torch

w = torch.tensor(2.0, requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.1)
(w**3).backward()
print(w.grad)
optimizer.zero_grad()
print(w.grad)
