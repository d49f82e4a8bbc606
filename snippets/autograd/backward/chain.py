import torch

x = torch.tensor(2.0, requires_grad=True)
u = 3 * x + 1
v = u**2
loss = v / 7
loss.backward()

dloss_dv = torch.tensor(1 / 7)
dv_du = 2 * u.detach()
du_dx = torch.tensor(3.0)
by_hand = dloss_dv * dv_du * du_dx
print(x.grad, by_hand)
print(torch.allclose(x.grad, by_hand))
