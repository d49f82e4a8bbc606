import torch

for lr in (0.01, 0.25, 0.9, 1.1):
    w = torch.tensor(5.0, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=lr)
    path = [w.item()]
    for _ in range(20):
        optimizer.zero_grad()
        (w - 2).square().backward()
        optimizer.step()
        path.append(w.item())
    first = " ".join(f"{value:5.2f}" for value in path[:5])
    print(f"lr {lr:4}: {first} ... {path[-1]:7.2f}")
