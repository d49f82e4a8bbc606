import os

import torch

big = torch.zeros(100_000)
torch.save(big[:10], "view.pt")
torch.save(big[:10].clone(), "clone.pt")
print(os.path.getsize("view.pt") > 100_000 * 4)
print(os.path.getsize("clone.pt") < 5_000)
