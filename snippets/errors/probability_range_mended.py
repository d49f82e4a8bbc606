import torch
import torch.nn.functional as F

score = torch.tensor([1.5, -0.5])
target = torch.tensor([1.0, 0.0])
print(F.binary_cross_entropy_with_logits(score, target))
print(F.binary_cross_entropy(score.sigmoid(), target))

cut = score.clone().requires_grad_()
F.binary_cross_entropy(cut.clamp(0, 1), target).backward()
print(cut.grad)
