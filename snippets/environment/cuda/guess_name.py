import torch

print(torch.device("cuda"))
