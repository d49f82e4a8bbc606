import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
x = torch.arange(4, device=device)
print(x.sum().item())
