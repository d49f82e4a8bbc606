# /// snippet
# device = "cuda"
# ///
import torch

x = torch.tensor([1.0, 2.0], device="cuda")
try:
    x.numpy()
except TypeError as error:
    print(type(error).__name__)
    print(str(error).splitlines()[0])
array = x.cpu().numpy()
array[0] = 100
print(array)
print(x)
