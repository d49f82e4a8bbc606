import torch

print(torch.float, torch.double, torch.half)
print(torch.short, torch.int, torch.long)
print(
    torch.float is torch.float32, torch.long is torch.int64
)
