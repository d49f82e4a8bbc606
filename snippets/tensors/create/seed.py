import torch

torch.manual_seed(7)
first = torch.rand(3)
second = torch.rand(3)
torch.manual_seed(7)
again = torch.rand(3)
print(torch.equal(first, second), torch.equal(first, again))
