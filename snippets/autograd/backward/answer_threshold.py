import torch

x = torch.tensor([1.0, 2.0, 3.0, 4.0])
target = torch.tensor([0.0, 0.0, 1.0, 1.0])
w = torch.tensor(0.1, requires_grad=True)
for _ in range(5):
    answer = w * x
    loss = (answer - target).square().mean()
    loss.backward()
    told, slope = loss.item(), w.grad.item()
    print(f"loss {told:.4f}, gradient {slope:.4f}")
    with torch.no_grad():
        w -= 0.05 * w.grad
    w.grad = None
learned = (w * x > 0.5).float()
print(learned)

assert torch.equal(learned, target), "w has not learned"
