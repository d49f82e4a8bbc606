import torch

x = torch.tensor(
    [[1.0, 2.0], [3.0, 4.0]], requires_grad=True
)
y = 2 * x + 1
z = y**2
loss = z.mean()
loss.backward()
print(loss)
print(x.grad)

dloss_dz = 1 / 4
dz_dy = 2 * y.detach()
dy_dx = 2
print(dloss_dz * dz_dy * dy_dx)
