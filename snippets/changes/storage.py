import warnings

import torch

x = torch.tensor([[3.0, 8.0], [5.0, 1.0]])
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    x.storage()
    x.storage()
print("calls: 2, warnings:", len(caught))
for warning in caught:
    print(str(warning.message).split(". ")[0])
print(x.untyped_storage().nbytes(), "bytes")
print(x.flatten())
