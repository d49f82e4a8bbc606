import torch

x = torch.zeros(6, 4)
print(x.size())
print(x.size()[0], x.size()[1])
print(x.size(0), x.size(1))
