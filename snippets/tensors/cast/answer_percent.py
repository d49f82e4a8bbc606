import torch

correct = torch.tensor([True, True, False, True])
try:
    correct.mean()
except RuntimeError as error:
    print(error)
print(correct.sum(), correct.float().mean())
