# /// snippet
# raises = "IndexError"
# ///
import torch
import torch.nn as nn

words = torch.tensor([0, 3])
nn.Embedding(3, 2)(words)
