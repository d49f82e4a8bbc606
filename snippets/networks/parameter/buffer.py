import torch
import torch.nn as nn


class Scale(nn.Module):
    def __init__(self):
        super().__init__()
        self.factor = nn.Parameter(torch.ones(1))
        self.mean = nn.Buffer(torch.tensor([0.5]))
        self.register_buffer("spread", torch.tensor([2.0]))


scale = Scale()
print([name for name, _ in scale.named_parameters()])
print(list(scale.state_dict()))
