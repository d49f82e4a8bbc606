import textwrap
import warnings

import torch

x = torch.tensor(1.0, requires_grad=True)
y = x * 10
(y * 2).backward()
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(y.grad)
message = str(caught[0].message).partition(" See ")[0]
name = caught[0].category.__name__
print(textwrap.fill(f"{name}: {message}"))
