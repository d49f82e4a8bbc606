import torch

print(torch.zeros(1000, dtype=torch.float16).nbytes)
