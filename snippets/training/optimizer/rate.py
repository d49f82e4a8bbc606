import torch

for lr in (0.01, 0.25, 0.9, 1.1):
    w = torch.tensor(5.0, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=lr)
    for _ in range(20):
        optimizer.zero_grad()
        (w - 2).square().backward()
        optimizer.step()
    print(f"lr {lr}: w {w.item():.2f}")
