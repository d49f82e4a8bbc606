import torch

x = torch.tensor([[7, 8], [9, 10], [11, 12]])
back = x.t().t()
print(back.stride(), back.is_contiguous())
print(torch.equal(back, x), back.data_ptr() == x.data_ptr())
turned = x.t()
print(turned.t().t().is_contiguous())
