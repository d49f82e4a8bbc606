import torch

w = torch.tensor(5.0, requires_grad=True)
for step in range(5):
    loss = (w - 2) ** 2
    loss.backward()
    with torch.no_grad():
        w -= 0.25 * w.grad
    w.grad = None
    told = f"loss {loss.item():.4f}, w {w.item():.4f}"
    print(f"step {step}: {told}")
