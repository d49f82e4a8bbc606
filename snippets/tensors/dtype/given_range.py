import numpy as np
import torch

try:
    torch.tensor([300], dtype=torch.uint8)
except RuntimeError as error:
    print(error)
print(torch.tensor([-1], dtype=torch.uint8))
print(torch.tensor(np.array([300]), dtype=torch.uint8))
