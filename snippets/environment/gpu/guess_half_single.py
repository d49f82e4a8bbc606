import torch

print(torch.zeros(1000).nbytes)
