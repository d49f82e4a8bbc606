import torch

model = torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.Linear(3, 2))
for name, parameter in model.named_parameters():
    print(name, tuple(parameter.shape))
