import torch

x = torch.tensor([1.0, 2.0, 3.0, 4.0])
target = torch.tensor([0.0, 0.0, 1.0, 1.0])
w = torch.tensor(0.1, requires_grad=True)
for _ in range(3):
    answer = w * x
    loss = (answer - target).square().mean()
    loss.backward()
    print(
        f"loss {loss.item():.4f}, gradient {w.grad.item():.4f}"
    )
    with torch.no_grad():
        w -= 0.05 * w.grad
    w.grad = None
print((w * x > 0.5).float())

assert torch.equal((w * x > 0.5).float(), target), (
    "w has not learned"
)
