import torch

y = torch.empty(2, device="meta")
try:
    y.numpy()
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
