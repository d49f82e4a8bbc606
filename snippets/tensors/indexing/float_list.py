import numpy as np
import torch

x = torch.arange(12).view(3, 4)
print(x[[1.7]])
print(x[np.array([1.7])])
x[[1.7]] = 0
print(x)
