import torch

try:
    torch.Tensor([1], dtype=torch.int64)
except TypeError as error:
    print(str(error).splitlines()[0])
print(isinstance(torch.Tensor, type), isinstance(torch.tensor, type))
