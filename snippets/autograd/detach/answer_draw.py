import torch

x = torch.tensor([1.0, 2.0, 4.0], requires_grad=True)
loss = (x**2).sum()

shown = x.detach().numpy()
shown = shown / shown.max()
print("to draw", shown)

loss.backward()
print("gradient", x.grad)
twice = 2 * torch.tensor([1.0, 2.0, 4.0])
print("2x is   ", twice)

assert torch.equal(x.grad, twice), "not 2x"
assert x.tolist() == [1.0, 2.0, 4.0], "x has changed"
assert abs(shown.max() - 1) < 1e-6, "not divided"
