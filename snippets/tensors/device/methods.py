# /// snippet
# device = "cuda"
# ///
import torch

x = torch.tensor([3.0, 7.0])
y = x.cuda()
print(y)
print(x.cuda(0).device == y.device)
print(y.cpu())
