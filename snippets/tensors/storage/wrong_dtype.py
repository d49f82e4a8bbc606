import torch

x = torch.tensor([1, 2, 3])
storage = x.untyped_storage()
print(x.dtype)
print(torch.empty(0, dtype=x.dtype).set_(storage))
print(torch.empty(0, dtype=torch.int32).set_(storage))
