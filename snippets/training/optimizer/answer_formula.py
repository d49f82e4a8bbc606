import torch

w = torch.tensor([1.0, -2.0], requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.5)
loss = (w**2).sum()
loss.backward()
by_hand = w.detach() - 0.5 * (2 * w.detach())
optimizer.step()
print(w.detach(), by_hand)
