import torch

try:
    torch.Tensor([1], dtype=torch.int64)
except TypeError as error:
    lines = str(error).splitlines()
    print(lines[0])
    print(lines[2].strip())
print(isinstance(torch.Tensor, type), isinstance(torch.tensor, type))
