# /// snippet
# raises = "RuntimeError"
# ///
import torch

x = torch.ones(4, requires_grad=True)
x.resize_(2, 2)
