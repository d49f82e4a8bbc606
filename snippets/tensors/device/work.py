# /// snippet
# device = "cuda"
# ///
import torch

x = torch.tensor([3.0, 7.0])
y = x.to(device="cuda:0")
print(10 * x)
print(10 * y)
print((y + y).device, y.sum().device)
