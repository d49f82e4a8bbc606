# /// snippet
# raises = "ValueError"
# ///
import torch

rows = [torch.ones(2), torch.zeros(2)]
torch.tensor(rows)
