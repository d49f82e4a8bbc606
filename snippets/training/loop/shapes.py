import textwrap
import warnings

import torch
import torch.nn.functional as F

prediction = torch.tensor([[1.0], [2.0], [3.0]])
target = torch.tensor([1.0, 2.0, 3.0])
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(F.mse_loss(prediction, target))
print(textwrap.fill(str(caught[0].message)))
print(F.mse_loss(prediction, target.unsqueeze(1)))
