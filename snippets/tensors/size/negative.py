import torch

batch = torch.zeros(16, 3, 32, 64)
print(batch.size(-1), batch.size(-2))
print(batch.shape[-2:])
try:
    batch.size(4)
except IndexError as error:
    print(error)
