import numpy as np
import torch

array = np.array([1.0, 2.0])
x = torch.tensor([1.0, 2.0])
print(array != x)
print(torch.from_numpy(array) != x)
