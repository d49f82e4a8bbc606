import numpy as np
import torch

array = np.zeros(3)
x = torch.from_numpy(array)
same = x.to(torch.float64)
single = x.to(torch.float32)
array[0] = 100
print(same)
print(single)
