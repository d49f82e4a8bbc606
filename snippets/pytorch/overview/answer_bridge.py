import numpy as np
import torch

x = torch.tensor([1.0, 4.0, 9.0])
print(np.allclose(np.sqrt(x.numpy()), x.sqrt().numpy()))
