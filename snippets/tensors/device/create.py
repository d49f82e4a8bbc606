# /// snippet
# device = "cuda"
# ///
import torch

x = torch.tensor([[3.0, 7.0], [2.0, 5.0]], device="cuda")
print(x)
print(x.device)
print(torch.zeros(2, dtype=torch.int64, device="cuda"))
