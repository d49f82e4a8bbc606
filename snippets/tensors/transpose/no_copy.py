import torch

x = torch.tensor([[7, 8], [9, 10], [11, 12]])
print(x.contiguous() is x)
print(x.t().contiguous().data_ptr() == x.data_ptr())
