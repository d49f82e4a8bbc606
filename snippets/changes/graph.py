import warnings

import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x + 1
y.sum().backward()
print(x.is_leaf, x.grad)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(y.is_leaf, y.grad is None)
print(str(caught[0].message).split(". ")[0])
