import torch

total = torch.tensor(0.0)
for _ in range(10):
    total = total + 0.1
print(f"{total.item():.7f}")
same = torch.allclose(total, torch.tensor(1.0))
print(same)

assert same, "the last digit differs"
