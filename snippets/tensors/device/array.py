# /// snippet
# device = "cuda"
# ///
import torch

y = torch.tensor([3.0, 7.0], device="cuda")
try:
    y.numpy()
except TypeError as error:
    print(type(error).__name__)
    print(str(error).splitlines()[0])
print(y.cpu().numpy())
