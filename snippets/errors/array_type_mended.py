import numpy as np
import torch

array = np.array(["3.5", "4.0"])
print(torch.from_numpy(array.astype(np.float32)))
