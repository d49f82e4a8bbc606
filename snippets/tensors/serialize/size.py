import os

import torch

big = torch.zeros(100_000)
torch.save(big[:10], "view.pt")
torch.save(big[:10].clone(), "clone.pt")
for name in ["view.pt", "clone.pt"]:
    x = torch.load(name)
    large = os.path.getsize(name) > 400_000
    print(name, "over 400 KB:", large)
    print(len(x), x.untyped_storage().nbytes())
