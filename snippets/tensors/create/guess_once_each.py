import torch


def draw():
    torch.manual_seed(7)
    return torch.rand(2)


drawn = [draw() for _ in range(3)]
print(sum(torch.equal(x, drawn[0]) for x in drawn))
