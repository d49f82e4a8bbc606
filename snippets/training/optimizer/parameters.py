import torch


class Net(torch.nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.linear = torch.nn.Linear(inputs, outputs)

    def forward(self, x):
        return self.linear(x)


model = Net(4, 3)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
group = optimizer.param_groups[0]
shapes = [tuple(p.shape) for p in group["params"]]
print(shapes, group["lr"])
print(group["params"][0] is model.linear.weight)
