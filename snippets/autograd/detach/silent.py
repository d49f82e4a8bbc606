import torch


def gradient(way):
    x = torch.tensor([3.0], requires_grad=True)
    y = x * x
    if way == "detach":
        x.detach().fill_(100)
    elif way == "data":
        x.data.fill_(100)
    elif way == "numpy":
        x.detach().numpy().fill(100)
    try:
        y.backward()
    except RuntimeError as error:
        return type(error).__name__
    return x.grad


for way in ("nothing", "detach", "data", "numpy"):
    print(way, gradient(way))
