# /// snippet
# draw = ["(a @ b)[0, 1]"]
# ///
import torch

a = torch.tensor([[1, 2], [3, 4]])
b = torch.tensor([[5, 6], [7, 8]])
print(a * b)
print(a @ b)
print(torch.equal(a @ b, torch.matmul(a, b)))
