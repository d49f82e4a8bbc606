import numpy as np
import torch

array = np.array(["1.5", "2.5"])
try:
    torch.from_numpy(array)
except TypeError as error:
    print(type(error).__name__)
    print(*str(error).split(". "), sep=".\n")
print(torch.from_numpy(array.astype(np.float32)))
