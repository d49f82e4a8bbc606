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


print(f"gradient None: moved {moved(set_to_none=True):.2f}")
print(
    f"gradient 0:    moved {moved(set_to_none=False):.2f}"
)
