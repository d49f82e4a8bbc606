import numpy as np
import torch

text = np.array(["1.5", "2.5"])
print(torch.from_numpy(text.astype(np.float32)))

blank = np.array(["1.5", ""])
try:
    blank.astype(np.float32)
except ValueError as error:
    print(type(error).__name__)
blank[blank == ""] = "nan"
filled = torch.from_numpy(blank.astype(np.float32))
print(filled, filled.isnan())
