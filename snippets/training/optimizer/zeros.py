import torch

w = torch.tensor(3.0, requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.1)
(w**2).backward()
optimizer.zero_grad()
print(w.grad)
optimizer.step()
print(w)

(w**2).backward()
optimizer.zero_grad(set_to_none=False)
print(w.grad)
