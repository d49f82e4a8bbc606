import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.manual_seed(0)
x = torch.rand(3).to(device)
print(x.device.type == device)
print(x.cpu())
