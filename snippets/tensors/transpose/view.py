# /// snippet
# draw = ["turned.view(3, 2)"]
# ///
import torch

turned = torch.tensor([[7, 8], [9, 10], [11, 12]]).t()
print(turned.is_contiguous(), turned.view(2, 3).stride())
try:
    turned.view(3, 2)
except RuntimeError as error:
    print(type(error).__name__)
    print(error)
