import numpy as np
import torch

array = np.array([1.0, 2.0])
x = torch.tensor([10.0, 20.0])
try:
    array * x
except TypeError as error:
    print(type(error).__name__)
    print(error)
print(torch.from_numpy(array) * x)
print(array * x.numpy())
