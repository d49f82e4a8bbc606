import numpy as np
import torch
import torch.nn as nn

x = torch.from_numpy(np.ones((2, 3)))
print(nn.Linear(3, 1)(x.float()).shape)
