# /// snippet
# device = "cuda"
# ///
import torch

y = torch.tensor([3.0, 7.0], device="cuda")
squared = y * y
result = squared.to("cpu")
print(squared.device, result.device)
print(result)
print(squared.tolist(), squared.sum().item())
