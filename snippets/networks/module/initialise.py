import torch

torch.manual_seed(0)
inputs, outputs = 4, 3
bound = inputs**-0.5
W = torch.empty(inputs, outputs).uniform_(-bound, bound)
print(bound)
print(W)
print(bool((W.abs() <= bound).all()))
