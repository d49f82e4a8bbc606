# /// snippet
# raises = "IndexError"
# ///
import torch

prices = torch.tensor([100, 200, 300, 400])
picks = torch.tensor([0, 3.0, 1])
chosen = prices[picks]
print(chosen)

assert chosen.tolist() == [100, 400, 200]
