import torch

w = torch.tensor(3.0, requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.5)
loss = w**2
loss.backward()
optimizer.step()
print(loss.item())
