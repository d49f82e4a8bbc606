import textwrap

import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x.exp()
y += 1
try:
    y.sum().backward()
except RuntimeError as error:
    print(textwrap.fill(str(error)))
