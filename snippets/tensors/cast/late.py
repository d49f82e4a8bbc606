import torch

early = torch.tensor(0.1, dtype=torch.double)
late = torch.tensor(0.1).double()
print(early.item(), late.item())
print(early.dtype == late.dtype, early == late)
