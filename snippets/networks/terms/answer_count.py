import torch

model = torch.nn.Sequential(
    torch.nn.Linear(3, 4), torch.nn.ReLU(), torch.nn.Linear(4, 2)
)
print(len(list(model.modules())), len(list(model.children())))
print(sum(p.numel() for p in model.parameters()))
