import torch

scores = torch.tensor(
    [[90.0, 80.0, 70.0], [60.0, 70.0, 95.0], [10.0, 20.0, 30.0]]
)
wrong = scores - scores.mean(dim=1)
print(wrong.mean(dim=1))
right = scores - scores.mean(dim=1, keepdim=True)
print(right.mean(dim=1))
