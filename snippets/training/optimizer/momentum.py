import torch


def train(momentum):
    w = torch.tensor(5.0, requires_grad=True)
    optimizer = torch.optim.SGD(
        [w], lr=0.01, momentum=momentum
    )
    path = []
    for _ in range(50):
        optimizer.zero_grad()
        (w - 2).square().backward()
        optimizer.step()
        path.append(w.item())
    shown = (1, 10, 20, 30, 50)
    return [round(path[i - 1], 2) for i in shown]


print("without", train(momentum=0.0))
print("with   ", train(momentum=0.9))
