import torch


def train(kind, scale):
    w = torch.tensor(5.0, requires_grad=True)
    optimizer = kind([w], lr=0.1)
    for _ in range(100):
        optimizer.zero_grad()
        (scale * (w - 2) ** 2).backward()
        optimizer.step()
    return f"{w.item():.3g}"


for scale in (1e-12, 0.001, 1, 1000):
    sgd = train(torch.optim.SGD, scale)
    adam = train(torch.optim.Adam, scale)
    print(f"loss times {scale}: SGD {sgd}, Adam {adam}")
