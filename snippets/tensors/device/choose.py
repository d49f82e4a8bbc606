import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
x = torch.tensor([[3.0, 7.0], [2.0, 5.0]], device=device)
weights = torch.tensor([1.0, 10.0]).to(device)
result = (x * weights).sum(dim=1)
print(result.device.type == device)
print(result.cpu())
