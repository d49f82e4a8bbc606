import torch

inputs = torch.tensor([[1.0], [2.0]])
targets = torch.tensor([2.0, 4.0])
torch.save([inputs, targets], "list.pt")
torch.save((inputs, targets), "tuple.pt")
print(torch.load("list.pt"))
first, second = torch.load("tuple.pt")
print(torch.equal(second, targets))
