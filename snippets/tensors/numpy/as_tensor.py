import numpy as np
import torch

array = np.array([1, 2, 3])
shared = torch.as_tensor(array)
changed = torch.as_tensor(array, dtype=torch.float32)
array[0] = 100
print(shared)
print(changed)
print(torch.as_tensor([1, 2, 3]))
try:
    torch.from_numpy([1, 2, 3])
except TypeError as error:
    print(error)
