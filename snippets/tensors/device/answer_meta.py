import torch

y = torch.empty(2, device="meta")
for other in (1, torch.tensor(1.0), torch.tensor([1.0])):
    try:
        print(other, (y + other).device)
    except RuntimeError as error:
        print(other, f"{type(error).__name__}: {error}")
try:
    torch.ones(2) + y.sum()
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
