# /// snippet
# raises = "AssertionError"
# ///
import torch

torch.manual_seed(0)
dice = torch.randint(1, 6, (1000,))
print(dice.min(), dice.max())

assert dice.min() == 1 and dice.max() == 6, (
    "a die has six faces"
)
