import torch


def train(late):
    w = torch.tensor(5.0, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.25)
    for _ in range(8):
        if not late:
            optimizer.zero_grad()
        (w - 2).square().backward()
        if late:
            optimizer.zero_grad()
        optimizer.step()
    return w.item()


print(train(late=False))
print(train(late=True))
