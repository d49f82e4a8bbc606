import torch

prices = torch.tensor([100, 200, 300, 400])
picks = torch.tensor([0, 3.0, 1])
try:
    print(prices[picks])
except IndexError as error:
    print(error)
