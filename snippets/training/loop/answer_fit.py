import torch

torch.manual_seed(0)
x = torch.linspace(-1, 1, 50).unsqueeze(1)
y = 3 * x.squeeze(1) + 1
model = torch.nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.3)

for epoch in range(201):
    loss = (model(x).squeeze(1) - y).square().mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if epoch % 100 == 0:
        print(f"epoch {epoch:3}: loss {loss.item():.4f}")

print(f"{model.weight.item():.3f} {model.bias.item():.3f}")

assert loss < 0.001, "has not learned the line"
assert abs(model.weight.item() - 3) < 0.01, "not 3"
assert abs(model.bias.item() - 1) < 0.01, "not 1"
