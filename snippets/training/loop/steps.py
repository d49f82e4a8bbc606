import torch
import torch.nn.functional as F


class Net(torch.nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.linear = torch.nn.Linear(inputs, outputs)

    def forward(self, x):
        return self.linear(x)


torch.manual_seed(0)
x = torch.randn(64, 4)
weight = torch.tensor([[1.0, -2.0, 0.5, 3.0]])
y = x @ weight.t() + 0.7
model = Net(4, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)

for epoch in range(101):
    prediction = model(x)

    loss = F.mse_loss(prediction, y)

    optimizer.zero_grad()
    loss.backward()

    optimizer.step()

    if epoch % 20 == 0:
        print(f"epoch {epoch:3}: loss {loss.item():.6f}")

print(model.linear.weight.detach())
print(model.linear.bias.detach())
print(
    torch.allclose(model.linear.weight, weight, atol=1e-3)
)
