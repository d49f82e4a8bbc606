import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
x = torch.tensor([3.0, 7.0]).to(device)
print(x.device.type == device)
print(x.tolist())
