# /// snippet
# device = "cuda"
# ///
import torch

y = torch.tensor([3.0, 7.0], device="cuda")
for other in (1, torch.tensor(1.0), torch.tensor([1.0])):
    try:
        print(other, (y + other).tolist())
    except RuntimeError as error:
        print(other, type(error).__name__)
