import torch

found = torch.accelerator.current_accelerator(
    check_available=True
)
device = found or torch.device("cpu")
x = torch.tensor([[3.0, 7.0], [2.0, 5.0]], device=device)
weights = torch.tensor([1.0, 10.0]).to(device)
result = (x * weights).sum(dim=1)
print(result.device.type == device.type)
print(result.cpu())
