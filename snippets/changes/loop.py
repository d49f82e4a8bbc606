import torch

torch.manual_seed(0)
model = torch.nn.Linear(3, 2)
x = torch.tensor([1.0, 2.0, 0.5])
y = torch.tensor([4.0, -1.0])
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
for epoch in range(101):
    loss = torch.nn.functional.mse_loss(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if epoch % 25 == 0:
        print(f"epoch {epoch:3}: loss {loss.item():.4f}")
print(torch.allclose(model(x), y, atol=0.1))
