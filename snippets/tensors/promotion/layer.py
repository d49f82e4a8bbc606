import numpy as np
import torch

torch.manual_seed(0)
layer = torch.nn.Linear(3, 2)
x = torch.tensor(np.array([0.5, 1.0, 2.0]))
print(x.dtype, layer.weight.dtype)
try:
    layer(x)
except RuntimeError as error:
    print(error)
print(layer(x.float()).dtype)
