import torch

joined = torch.cat(
    [torch.ones(2, 3), torch.ones(2, 4)], dim=1
)
print(joined.shape)
