# /// snippet
# device = "cuda"
# ///
import torch

x = torch.tensor([3.0, 7.0], device="cuda")
print((x + x).device, x.sum().device)
print(x.tolist(), x.sum().item())
