import torch

prices = torch.tensor([100, 200, 300])
chosen = torch.tensor([0.0, 1.0, 1.0])
print(prices[chosen.long()])
print(prices[chosen.bool()])
