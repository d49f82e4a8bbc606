import torch

data = torch.utils.data.DataLoader(torch.arange(6), batch_size=2)
torch.manual_seed(7)
first = torch.rand(3)
torch.manual_seed(7)
for batch in data:
    print(batch)
print(torch.equal(first, torch.rand(3)))
