import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
w = torch.tensor([1.0, 2.0], device=device, requires_grad=True)
print(w.numpy(force=True))
print((10 * w).numpy(force=True))
