import torch

half = torch.tensor([1.0], dtype=torch.float16)
print(torch.tensor([70_000]) * half)
print(torch.tensor([2049]) * half)
single = torch.tensor([1.0])
big = torch.tensor([16_777_217])
print((big * single).long())
print((big.double() * single).long())
