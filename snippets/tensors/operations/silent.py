import torch

scores = torch.tensor(
    [
        [90.0, 80.0, 70.0],
        [60.0, 70.0, 95.0],
        [10.0, 20.0, 30.0],
    ]
)
mean = scores.mean(dim=1)
print(mean.shape, (scores - mean).mean(dim=1))
mean = scores.mean(dim=1, keepdim=True)
print(mean.shape, (scores - mean).mean(dim=1))
