import torch

torch.manual_seed(0)
for parameters in (
    [],
    [torch.randn(3, requires_grad=True) / 10],
):
    try:
        torch.optim.SGD(parameters, lr=0.1)
    except ValueError as error:
        print(error)
