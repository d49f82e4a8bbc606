import torch


class Scale(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.factor = torch.nn.Parameter(torch.ones(1))
        self.register_buffer("mean", torch.tensor([0.5]))


scale = Scale()
print([name for name, _ in scale.named_parameters()])
print(list(scale.state_dict()))
