import torch

x = torch.tensor([[7, 8], [9, 10], [11, 12]])
print(x.shape)
print(torch.transpose(x, 0, 1))
print(
    torch.equal(torch.transpose(x, 0, 1), x.transpose(0, 1))
)
print(
    torch.equal(x.transpose(0, 1), x.t()),
    torch.equal(x.t(), x.T),
)
