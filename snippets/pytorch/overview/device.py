import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
x = torch.ones(1000, 1000, device=device)
print((x @ x)[0, 0].item())
