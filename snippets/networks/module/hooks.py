import torch
import torch.nn as nn

torch.manual_seed(0)
layer = nn.Linear(2, 1)


def report(module, inputs, output):
    before, after = inputs[0].shape, output.shape
    print("hook:", tuple(before), "->", tuple(after))


layer.register_forward_hook(report)
x = torch.ones(5, 2)
called = layer(x)
direct = layer.forward(x)
print(torch.equal(called, direct))
