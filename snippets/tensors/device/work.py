# /// snippet
# device = "cuda"
# ///
import torch

x = torch.tensor([[4.0, 1.0], [5.0, 3.0], [2.0, 1.0]])
y = x.to(device="cuda:0")
print(2 * y)
