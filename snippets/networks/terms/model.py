import torch

model = torch.nn.Sequential(
    torch.nn.Linear(3, 4), torch.nn.ReLU(), torch.nn.Linear(4, 2)
)
print(model)
print(model(torch.ones(5, 3)).shape)
