import torch
import torch.nn as nn

torch.manual_seed(0)
layer = nn.Linear(4, 3)
for x in (
    torch.ones(2, 4, dtype=torch.float64),
    torch.tensor([[1, 2, 3, 4]]),
):
    try:
        layer(x)
    except RuntimeError as error:
        print(error)
    print(layer(x.float()).dtype)
layer = nn.Linear(4, 3, bias=False)
try:
    layer(torch.ones(2, 4, dtype=torch.float64))
except RuntimeError as error:
    print(error)
