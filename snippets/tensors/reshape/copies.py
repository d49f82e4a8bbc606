# /// snippet
# layout = ["turned", "shaped"]
# ///
import torch

turned = torch.arange(10, 16).view(2, 3).t()
shaped = turned.reshape(6)
shaped[0] = 50
print(turned)
print(shaped)
try:
    turned.view(6)
except RuntimeError as error:
    print(type(error).__name__)
    print(error)
