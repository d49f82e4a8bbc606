# /// snippet
# raises = "TypeError"
# ///
import torch

w = torch.zeros(2, requires_grad=True)
torch.optim.Adam([w], lr=0.1, momentum=0.9)
