import torch.nn as nn

net = nn.Sequential(nn.Linear(2, 2), nn.Dropout())
net.eval()
print([module.training for module in net.modules()])
net.train()
print([module.training for module in net.modules()])
