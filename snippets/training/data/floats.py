import torch
from torch.utils.data import DataLoader

x = [torch.tensor([1.0]), torch.tensor([2.0])]
numbers = [2.5, 4.5]
tensors = [torch.tensor([2.5]), torch.tensor([4.5])]
torch.manual_seed(0)
model = torch.nn.Linear(1, 1)
print("prediction", model(torch.stack(x)).shape)
for answers in (numbers, tensors):
    pairs = list(zip(x, answers, strict=True))
    _, targets = next(iter(DataLoader(pairs, batch_size=2)))
    print("targets   ", targets.shape, targets.dtype)
