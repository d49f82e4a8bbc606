import numpy as np
import torch

array = np.array([1, 2, 3])
backward = array[::-1]
print(array.strides, backward.strides)
try:
    torch.from_numpy(backward)
except ValueError as error:
    print(type(error).__name__)
    for sentence in str(error).split(". "):
        print(sentence)
print(torch.from_numpy(backward.copy()))
