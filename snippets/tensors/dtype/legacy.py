import torch

print(torch.Tensor([1]), torch.Tensor([1]).dtype)
print(torch.LongTensor([1]).dtype)
print(torch.FloatTensor([1]).dtype)
print(torch.DoubleTensor([1]).dtype)
