import torch


def minus_position(x):
    positions = torch.arange(len(x), device=x.device)
    return x - positions.to(x.dtype)


device = "cuda" if torch.cuda.is_available() else "cpu"
for place in ("cpu", device):
    x = torch.tensor([5.0, 7.0, 9.0], device=place)
    result = minus_position(x)
    print(result.device == x.device, result.tolist())
