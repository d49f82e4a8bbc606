import torch

w = torch.empty(3, 4)
torch.manual_seed(0)
torch.nn.init.uniform_(w, -0.5, 0.5)
print(w.shape, bool(w.isfinite().all()))
