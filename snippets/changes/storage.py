import warnings

import torch

x = torch.tensor([[3.0, 8.0], [5.0, 1.0]])
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    x.storage()
print([warning.category.__name__ for warning in caught])
print(x.untyped_storage().nbytes(), x.flatten())
