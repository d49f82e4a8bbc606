# /// snippet
# raises = "NotImplementedError"
# ///
import torch

torch.tensor([1, 2, 3]).softmax(dim=0)
