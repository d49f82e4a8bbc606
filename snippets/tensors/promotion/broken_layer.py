import torch

torch.manual_seed(0)
layer = torch.nn.Linear(3, 2)
pixels = torch.tensor([[0, 128, 255], [255, 64, 0]], dtype=torch.uint8)
try:
    print(layer(pixels).shape)
except RuntimeError as error:
    print(error)
