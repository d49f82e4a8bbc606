import torch

a = torch.tensor([[1, 2, 3], [4, 5, 6]])
b = torch.tensor([[7, 8, 9]])
for join in (
    torch.stack,
    lambda parts: torch.cat(parts, dim=1),
):
    try:
        join([a, b])
    except RuntimeError as error:
        print(error)
print(torch.cat([torch.tensor([]), a]).shape)
