import warnings

import numpy as np
import torch

array = np.array([1, 2, 3])
array.flags.writeable = False
torch.set_warn_always(True)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    torch.from_numpy(array)
torch.set_warn_always(False)
for warning in caught:
    print(type(warning.message).__name__)
    told = str(warning.message).split(" (Triggered")[0]
    for sentence in told.split(". "):
        print(sentence.strip())
x = torch.from_numpy(array.copy())
x[0] = 100
print(array, x)
