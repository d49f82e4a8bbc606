import warnings

import torch

x = torch.tensor(1.0, requires_grad=True)
y = x * 10
(y * 2).backward()
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(y.grad)
print(caught[0].category.__name__)
print(str(caught[0].message).split(". ")[0])
