import torch


def is_one(x):
    return torch.allclose(x, torch.tensor(1.0))


total = torch.tensor(0.0)
for _ in range(10):
    total = total + 0.1
print(f"{total.item():.7f}")
print(is_one(total))

assert is_one(total), "the last digit differs"
assert not is_one(torch.tensor(1.01)), "1.01 is not 1"
assert not is_one(torch.tensor(0.99)), "0.99 is not 1"
