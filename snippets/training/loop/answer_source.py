import torch
import torch.nn.functional as F

torch.manual_seed(0)
model = torch.nn.Linear(4, 3)
x = torch.ones(4)
y = torch.zeros(3)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
for epoch in range(101):
    loss = F.mse_loss(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if epoch % 50 == 0:
        print(f"{epoch:3} {loss.item():.4f}")
print(model(2 * x).detach().abs().max() > 0.01)
