import torch

scores = torch.tensor(
    [[90.0, 80.0], [60.0, 70.0], [50.0, 100.0]]
)
weights = torch.tensor([[0.5, 0.25], [0.5, 0.75]])
print(scores @ weights)
print((scores @ weights).argmax(dim=0))
