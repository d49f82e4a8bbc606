# /// snippet
# device = "cuda"
# ///
import torch

x = torch.tensor([[8.0, 2.0], [10.0, 6.0], [4.0, 2.0]])
y = x.cuda()
print(y.cpu())
