import torch

x = torch.tensor([1.0, 2.0, 4.0], requires_grad=True)
loss = (x**2).sum()

shown = x.detach().numpy()
shown = shown / shown.max()
print("to draw", shown)

loss.backward()
print("gradient", x.grad)
print("2x is   ", 2 * torch.tensor([1.0, 2.0, 4.0]))

assert torch.equal(
    x.grad, 2 * torch.tensor([1.0, 2.0, 4.0])
), "not 2x"
assert x.tolist() == [1.0, 2.0, 4.0], "x has changed"
