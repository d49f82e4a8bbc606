import torch

correct = torch.tensor([True, True, False, True])
print(correct.sum(), correct.float().mean())
try:
    correct.mean()
except RuntimeError as error:
    print(str(error).split(". ")[0])
