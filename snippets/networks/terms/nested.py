import torch

block = torch.nn.Sequential(torch.nn.Linear(4, 4), torch.nn.ReLU())
model = torch.nn.Sequential(block, torch.nn.Linear(4, 2))
for name, module in model.named_modules():
    kind = "module" if list(module.children()) else "layer"
    print(f"{name!r:6} {type(module).__name__:10} {kind}")
