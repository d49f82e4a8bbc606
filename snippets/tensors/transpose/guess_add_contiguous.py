import torch

x = torch.zeros(3, 2).t().contiguous() + 1
try:
    print(x.view(3, 2).shape)
except RuntimeError as error:
    print(type(error).__name__)
