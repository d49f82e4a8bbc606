import torch

prices = torch.tensor([100, 200, 300])
print(prices[torch.tensor([0.0, 2.0]).long()])
