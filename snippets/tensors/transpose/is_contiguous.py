import torch

x = torch.tensor([[7, 8], [9, 10], [11, 12]])
print(x.is_contiguous(), x.t().is_contiguous())
print(x[1:].is_contiguous(), x[::2].is_contiguous())
print(x[:, 1].is_contiguous())
