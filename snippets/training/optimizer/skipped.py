import torch


def moved(set_to_none):
    w = torch.tensor(3.0, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.1, momentum=0.9)
    (w**2).backward()
    optimizer.step()
    optimizer.zero_grad(set_to_none=set_to_none)
    before = w.item()
    optimizer.step()
    return w.item() - before


none, zero = (
    moved(set_to_none=True),
    moved(set_to_none=False),
)
print(f"gradient None: moved {none:.2f}")
print(f"gradient 0:    moved {zero:.2f}")
