import torch

x = torch.arange(6)
sliced = x[1:4]
masked = x[x > 2]
picked = x[torch.tensor([0, 1])]
for part in (sliced, masked, picked):
    part[0] = 100
print(x)
storage = x.untyped_storage().data_ptr()
for part in (sliced, masked, picked):
    print(part.untyped_storage().data_ptr() == storage)
