import torch

w = torch.ones(6, requires_grad=True)
print(w.reshape(2, 3).shape)
try:
    w.resize_(2, 3)
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
