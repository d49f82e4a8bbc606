# /// snippet
# device = "cuda"
# ///
import torch

x = torch.ones(2, device="cuda")
y = torch.ones(2, device="cuda:0")
print(x.device, y.device)
print(x.device == y.device)
print(x.device == torch.device("cuda"))
print(x.device.type == "cuda", x.is_cuda)
