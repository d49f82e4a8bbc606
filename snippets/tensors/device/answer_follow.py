import torch


def minus_position(x):
    positions = torch.arange(len(x), device=x.device)
    return x - positions


print(minus_position(torch.tensor([5.0, 7.0, 9.0])))
x = torch.empty(3, device="meta")
result = minus_position(x)
print(result.device)

assert result.device == x.device
assert minus_position(torch.ones(2)).tolist() == [1.0, 0.0]
