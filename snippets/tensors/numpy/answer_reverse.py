import numpy as np
import torch

array = np.array([1, 2, 3])
backward = array[::-1]
print(array.strides, backward.strides)
try:
    torch.from_numpy(backward)
except ValueError as error:
    print(type(error).__name__)
    print(str(error).split(", ")[0])
print(torch.from_numpy(backward.copy()))
