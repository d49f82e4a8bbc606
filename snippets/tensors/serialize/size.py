import os

import torch

big = torch.zeros(100_000)
torch.save(big[:10], "view.pt")
torch.save(big[:10].clone(), "clone.pt")
for name in ["view.pt", "clone.pt"]:
    x = torch.load(name)
    print(name, os.path.getsize(name) // 1000, "KB")
    print(len(x), x.untyped_storage().nbytes())
