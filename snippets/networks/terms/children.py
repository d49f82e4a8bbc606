import torch.nn as nn

for module in (
    nn.Linear(4, 2),
    nn.MultiheadAttention(4, 1),
):
    names = [name for name, _ in module.named_children()]
    print(f"{type(module).__name__:18} {names}")
