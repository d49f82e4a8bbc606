import numpy as np
import torch

array = np.array([1, 2, 3])
copied = torch.tensor(array)
shared = torch.as_tensor(array)
wrapped = torch.from_numpy(array)
array[0] = 100
print(copied)
print(shared)
print(wrapped)
