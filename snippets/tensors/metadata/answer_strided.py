import torch

x = torch.arange(9).view(3, 3)
diagonal = torch.as_strided(x, size=(3,), stride=(4,))
print(diagonal)
print(
    torch.equal(diagonal, x.diagonal()),
    x.diagonal().stride(),
)
