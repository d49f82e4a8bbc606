import torch

f = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
n = torch.tensor([[5, 6], [7, 8]])
print(f * n)
try:
    f @ n
except RuntimeError as error:
    print(error)
print(f @ n.to(f.dtype))
print((n @ n).dtype)
