# /// snippet
# device = "cuda"
# ///
import torch

x = torch.tensor([3.0, 7.0])
y = x.to("cuda")
y[0] = 100.0
print(x)
print(y)
