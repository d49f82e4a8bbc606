import warnings

import torch

x = torch.tensor([[1, 2], [3, 4]])
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    x.storage()
for warning in caught:
    print(warning.category.__name__)
    print(str(warning.message).split(". ")[0])
