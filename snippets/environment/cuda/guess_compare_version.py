import torch

TorchVersion = type(torch.__version__)
print(TorchVersion("2.9.0") < TorchVersion("2.13.0"))
