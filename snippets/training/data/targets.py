import torch
import torch.nn.functional as F

scores = torch.zeros(2, 3)
wrong = {
    "floats": torch.tensor([0.0, 1.0]),
    "a column": torch.tensor([[0], [1]]),
    "too large": torch.tensor([1, 3]),
    "too many": torch.tensor([0, 1, 2]),
}
for name, targets in wrong.items():
    try:
        F.cross_entropy(scores, targets)
    except (RuntimeError, IndexError, ValueError) as error:
        print(f"{name}: {type(error).__name__}: {error}")
print(F.cross_entropy(scores, torch.tensor([0, 1])))
