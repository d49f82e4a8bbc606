import torch

x = torch.arange(12).view(3, 4)
short = torch.tensor([1], dtype=torch.int16)
for index in (
    1.0,
    torch.tensor([1.0]),
    short,
    torch.tensor([0, 3]),
):
    try:
        x[index]
    except IndexError as error:
        print(error)
print(x[int(1.0)], x[short.long()])
