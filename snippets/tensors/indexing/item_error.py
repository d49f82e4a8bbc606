import torch

a = torch.tensor([2.5, 4.0, 8.5, 6.0])
for convert in (torch.Tensor.item, float):
    try:
        convert(a)
    except (RuntimeError, ValueError) as error:
        print(type(error).__name__)
        print(error)
print(a.tolist())
