# /// snippet
# device = "cuda"
# ///
import torch

y = torch.tensor([3.0, 7.0], device="cuda")
try:
    y.numpy()
except TypeError as error:
    print(f"{type(error).__name__}: {error}")
print(y.cpu().numpy())
