# /// snippet
# raises = "IndexError"
# ///
import torch

loss = torch.tensor(0.5)
loss[0]
