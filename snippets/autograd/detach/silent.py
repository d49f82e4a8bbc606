import torch


def gradient(edit):
    x = torch.tensor([3.0], requires_grad=True)
    y = x * x
    edit(x)
    try:
        y.backward()
    except RuntimeError as error:
        return type(error).__name__
    return x.grad


print("nothing", gradient(lambda x: None))
print("detach ", gradient(lambda x: x.detach().fill_(100)))
print("data   ", gradient(lambda x: x.data.fill_(100)))
print("numpy  ", gradient(lambda x: x.detach().numpy().fill(100)))
