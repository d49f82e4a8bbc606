import torch

model = torch.nn.Sequential(
    torch.nn.Linear(64, 32), torch.nn.ReLU(), torch.nn.Linear(32, 10)
)
print(sum(p.numel() for p in model.parameters()))
print(64 * 32 + 32 + 32 * 10 + 10)
