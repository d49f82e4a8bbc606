import numpy as np
import torch

inputs = torch.from_numpy(np.array([[0.5, 1.5]]))
weights = torch.tensor([[2.0], [4.0]])
try:
    inputs @ weights
except RuntimeError as error:
    print(type(error).__name__)
    print(error)
print(inputs.to(torch.float32) @ weights)
