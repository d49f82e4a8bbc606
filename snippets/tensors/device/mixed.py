# /// snippet
# device = "cuda"
# ///
import torch

x = torch.tensor([3.0, 7.0])
y = torch.tensor([1.0, 2.0], device="cuda")
try:
    x + y
except RuntimeError as error:
    print(f"{type(error).__name__}: {error}")
print(x.to(y.device) + y)
