import torch

print(torch.Tensor([2]), torch.Tensor([2]).dtype)
print(torch.LongTensor([2]).dtype)
print(torch.FloatTensor([2]).dtype)
print(torch.DoubleTensor([2]).dtype)
