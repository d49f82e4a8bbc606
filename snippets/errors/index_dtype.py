# /// snippet
# raises = "IndexError"
# ///
import torch

prices = torch.tensor([100, 200, 300])
prices[torch.tensor([0.0, 2.0])]
