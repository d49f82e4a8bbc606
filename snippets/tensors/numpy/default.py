import numpy as np
import torch

numbers = [0.5, 1.5]
array = np.array(numbers)
print(array.dtype)
print(torch.from_numpy(array))
print(torch.tensor(array).dtype)
print(torch.tensor(numbers).dtype)
