import torch

x = torch.tensor([[7, 8], [9, 10], [11, 12]])
print(x.shape)
turned = torch.transpose(x, 0, 1)
print(turned)
print(torch.equal(turned, x.transpose(0, 1)))
print(torch.equal(turned, x.t()), torch.equal(turned, x.T))
