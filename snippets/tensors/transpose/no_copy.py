import torch

x = torch.tensor([[7, 8], [9, 10], [11, 12]])
print(x.contiguous() is x)
copy = x.t().contiguous()
copy[0, 0] = 70
print(x[0, 0], copy[0, 0])
