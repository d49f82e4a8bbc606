import torch

x = torch.tensor([[1, 2, 3], [4, 5, 6]], dtype=torch.int16)
elements = torch.empty(0, dtype=x.dtype).set_(x.untyped_storage())
print(elements)
print(elements.data_ptr() == x.data_ptr())
