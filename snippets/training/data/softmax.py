import torch
import torch.nn.functional as F

sure = torch.tensor([[20.0, 0.0, 0.0]])
target = torch.tensor([0])
chances = sure.softmax(dim=1)
print(f"{chances[0, 0]:.4f}")
print(F.cross_entropy(sure, target))
print(F.cross_entropy(chances, target))
