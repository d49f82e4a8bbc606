import torch

print(torch.zeros(2, dtype=torch.float32))
print(torch.zeros(2, dtype=torch.int64))
print(torch.zeros(2, dtype=torch.bool))
print(torch.zeros(2, dtype=torch.complex64))
print(torch.zeros(2, dtype=torch.int32))
print(torch.zeros(2, dtype=torch.float64))
print(torch.zeros(0), torch.zeros(0, dtype=torch.int64))
