import numpy as np
import torch

array = np.array([4, 5, 6])
x = torch.tensor(array)
array[0] = 400
print(x)
