import numpy as np
import torch

array = np.array([0.5, 1.5])
print((torch.from_numpy(array) * 2).dtype)
