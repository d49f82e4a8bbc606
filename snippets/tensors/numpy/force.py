import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
print(w.numpy(force=True))
print((10 * w).numpy(force=True))
