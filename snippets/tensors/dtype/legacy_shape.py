import torch

print(torch.Tensor(3).shape, torch.Tensor([3]))
print(torch.FloatTensor(4, 3).shape)
try:
    torch.Tensor(3.0)
except TypeError as error:
    print(error)
print(torch.tensor(3), torch.tensor(3.0))
