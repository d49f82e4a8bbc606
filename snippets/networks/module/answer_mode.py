import torch

net = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.Dropout())
net.eval()
print([module.training for module in net.modules()])
net.train()
print([module.training for module in net.modules()])
