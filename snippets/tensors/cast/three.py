import torch

price = torch.tensor([1.5, 2.5])
count = torch.tensor([2, 3])
print("element-wise:", (price * count).dtype)
try:
    count *= price
except RuntimeError as error:
    print("in place:", error)
try:
    price @ count
except RuntimeError as error:
    print("product:", error)
