import torch

x = torch.zeros(2, 3, dtype=torch.uint8)
storage = x.untyped_storage()
storage[4] = 7
print(storage.tolist())
print(x)
