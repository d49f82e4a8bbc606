import torch
import torch.nn.functional as F

torch.manual_seed(0)
model = torch.nn.Linear(4, 3)
x = torch.ones(4)
y = torch.zeros(3)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)

for epoch in range(1001):
    loss = F.mse_loss(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if epoch in (0, 100, 1000):
        print(f"epoch {epoch:4}: loss {loss.item():.6f}")

with torch.no_grad():
    print(model(x).abs() < 1e-4)
    print(model(2 * x))
