import torch

x = torch.tensor([5.0], requires_grad=True)
y = torch.tensor([8.0])
y.requires_grad = True
loss = y - x
print(loss)
loss.backward()
print(x.grad, y.grad)
