import torch
import torch.nn.functional as F

torch.manual_seed(0)
x = torch.randn(64, 4)
true_weight = torch.tensor([[1.0, -2.0, 0.5, 3.0]])
y = x @ true_weight.t() + 0.7

model = torch.nn.Linear(4, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(101):
    prediction = model(x)
    loss = F.mse_loss(prediction, y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if epoch % 20 == 0:
        print(f"epoch {epoch:3}: loss {loss.item():.6f}")
print(model.weight.detach())
print(model.bias.detach())
print(torch.allclose(model.weight, true_weight, atol=1e-3))
