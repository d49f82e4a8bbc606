import numpy as np
import torch

a = np.array([[1.0, 2.0], [3.0, 4.0]])
x = torch.tensor(a)
print(a.shape, a[:, 0] * 2 + 1)
print(x.shape, x[:, 0] * 2 + 1)
