import torch

torch.manual_seed(0)
print(torch.randn(2, 4))

many = torch.randn(100_000)
print(many.mean().abs() < 0.01)
print(f"{many.std().item():.2f}")
