import numpy as np
import torch

print(torch.tensor([1.5, 2]).dtype)
print(torch.tensor([np.float64(1.5), 2]))
print(torch.tensor(np.array([1.5, 2.0])).dtype)
print(torch.tensor([np.float64(1.5).item(), 2]).dtype)
print(torch.tensor([np.int16(3)]).dtype)
print(torch.tensor([np.int16(3), 4]).dtype)
