import torch

rows = [[1, 2, 3], [4, 5]]
longest = max(len(row) for row in rows)
padded = [row + [0] * (longest - len(row)) for row in rows]
print(padded)
print(torch.tensor(padded))
print([len(row) for row in rows])
