import torch


def train(forget):
    w = torch.tensor(5.0, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.25)
    path = []
    for _ in range(8):
        if not forget:
            optimizer.zero_grad()
        (w - 2).square().backward()
        optimizer.step()
        path.append(f"{w.item():5.2f}")
    return " ".join(path)


print(train(forget=False))
print(train(forget=True))
