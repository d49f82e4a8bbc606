import torch

turned = torch.arange(6).view(2, 3).t()
print(turned)
print(turned.reshape(2, 3))
print(turned.resize_(2, 3))
