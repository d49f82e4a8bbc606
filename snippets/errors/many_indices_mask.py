import torch

prices = torch.tensor([100, 200, 300])
scores = torch.tensor([[0.5], [-1.0], [2.0]])
try:
    prices[scores > 0]
except IndexError as error:
    print(error)
print(prices[(scores > 0).squeeze(1)])
