# /// snippet
# raises = "TypeError"
# ///
import torch

loss = torch.tensor([0.5, 0.25]).mean()
for value in loss:
    print(value)
