import numpy as np
import torch

a = np.array([[1.0, 2.0], [3.0, 4.0]])
x = torch.tensor(a)
print((a * 2 + 1)[0])
print((x * 2 + 1)[0])
