import copy

import torch
import torch.nn as nn

torch.manual_seed(0)
layer = nn.Linear(2, 1)
state = layer.state_dict()
kept = {
    "dict": dict(state),
    "deepcopy": copy.deepcopy(state),
}
print(list(state))
with torch.no_grad():
    layer.weight.fill_(9)
print(state["weight"])
for name, values in kept.items():
    print(name, values["weight"])
