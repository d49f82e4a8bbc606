import numpy as np
import torch

array = np.array([1, 2])
print((torch.from_numpy(array) * 2).dtype)
