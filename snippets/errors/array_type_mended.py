import numpy as np
import torch

text = np.array(["1.5", "2.5"])
print(torch.from_numpy(text.astype(np.float32)))

blank = np.array(["3", ""])
try:
    blank.astype(np.float32)
except ValueError as error:
    print(type(error).__name__)
filled = np.where(blank == "", "nan", blank)
numbers = torch.from_numpy(filled.astype(np.float32))
print(numbers, numbers.isnan())
