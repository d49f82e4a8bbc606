import numpy as np
import torch

array = np.array([70, 80, 90])
x = torch.tensor(array)
array[0] = 0
print(array)
print(x)
