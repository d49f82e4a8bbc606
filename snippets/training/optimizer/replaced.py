import torch

w = torch.tensor(5.0, requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.25)
for step in range(5):
    loss = (w - 2) ** 2
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    told = f"loss {loss.item():.4f}, w {w.item():.4f}"
    print(f"step {step}: {told}")
