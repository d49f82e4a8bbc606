# /// snippet
# raises = "RuntimeError"
# ///
import torch

x = torch.tensor(2.0)
y = x**2 + 5 * x
y.backward()
print(x.grad)

assert x.grad == 9
