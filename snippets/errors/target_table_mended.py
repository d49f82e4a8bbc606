import torch
import torch.nn.functional as F

scores = torch.tensor([[2.0, 1.0, 0.0], [0.0, 1.0, 2.0]])
table = torch.tensor([[1, 0, 0], [0, 0, 1]])
print(F.cross_entropy(scores, table.argmax(1)))
print(F.cross_entropy(scores, table.float()))
