import numpy as np
import torch

array = np.array([[1, 2], [3, 4]], dtype=np.int16)
x = torch.from_numpy(array)
print(x)
print(torch.equal(torch.from_numpy(x.numpy()), x))
