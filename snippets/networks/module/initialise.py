import math

import torch

torch.manual_seed(0)
inputs, outputs = 4, 3
bound = 1 / math.sqrt(inputs)
weight = torch.empty(outputs, inputs).uniform_(-bound, bound)
print(weight)
print(bool((weight.abs() <= bound).all()))
