import torch

flag = torch.tensor([True, False])
count = torch.tensor([3, 4], dtype=torch.int16)
price = torch.tensor([0.5, 1.5])
print((flag * count).dtype)
print((count * price).dtype)
print((flag * price).dtype)
print((flag + flag).dtype, (count / count).dtype)
