import torch

w = torch.tensor(10.0, requires_grad=True)
optimizer = torch.optim.SGD([w], lr=1)
for _ in range(2):
    w.backward()
    optimizer.step()
print(w.item())
