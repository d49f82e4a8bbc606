# /// snippet
# device = "cuda"
# varies = '(?<=Tried to allocate ).*'
# ///
import torch

try:
    torch.empty(10**12, device="cuda")
except torch.OutOfMemoryError as error:
    print(f"{type(error).__name__}: {error}")
