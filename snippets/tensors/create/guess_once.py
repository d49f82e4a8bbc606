import torch

torch.manual_seed(7)
drawn = [torch.rand(2) for _ in range(3)]
print(sum(torch.equal(x, drawn[0]) for x in drawn))
