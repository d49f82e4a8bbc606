import numpy as np
import torch

a = np.array([1.0, 2.0])
shared, copied = torch.from_numpy(a), torch.tensor(a)
a[0] = 9
print(shared, copied)
