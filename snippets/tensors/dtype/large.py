import torch

print(torch.tensor(16_777_217, dtype=torch.float32).long())
print(torch.tensor(16_777_217, dtype=torch.float64).long())
