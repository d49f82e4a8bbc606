# /// snippet
# raises = "AssertionError"
# ///
import torch
import torch.nn as nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.W = torch.tensor([[1.0, 2.0], [0.0, 1.0]])
        self.b = torch.tensor([10.0, 20.0])

    def forward(self, x):
        return self.W.t() @ x + self.b


net = Net()
batch = torch.tensor([[1.0, 0.0], [3.0, 1.0]])
print(net(batch[1]))
print(net(batch)[1])

assert torch.equal(net(batch)[1], net(batch[1])), (
    "the batch differs"
)
assert net(batch)[1].tolist() == [13.0, 27.0], (
    "not as one by one"
)
