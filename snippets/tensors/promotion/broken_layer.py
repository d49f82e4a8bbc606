# /// snippet
# raises = "RuntimeError"
# ///
import torch

torch.manual_seed(0)
layer = torch.nn.Linear(3, 2)
pixels = torch.tensor(
    [[0, 128, 250], [200, 64, 0]], dtype=torch.uint8
)
x = pixels
output = layer(x)
print(output.shape)

assert torch.allclose(x.float() * 255, pixels.float()), (
    "not pixels / 255"
)
assert output.shape == (2, 2)
