import torch

weeks = [[21.5, 23.0, 19.0], [18.5, 20.0], [22.5]]
longest = max(len(week) for week in weeks)
filled = [
    week + [-1.0] * (longest - len(week)) for week in weeks
]
x = torch.tensor(filled)
print(x.shape)
print(x)

assert x.shape == (3, 3)
assert x[0].tolist() == [21.5, 23.0, 19.0]
assert x[1].tolist() == [18.5, 20.0, -1.0]
assert x[2].tolist() == [22.5, -1.0, -1.0]
