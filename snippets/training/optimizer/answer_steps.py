import torch

torch.manual_seed(0)
x = torch.tensor([[1.0], [2.0], [3.0]])
y = 2 * x
model = torch.nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
losses = []
for step in range(41):
    loss = (model(x) - y).square().mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
    if step % 10 == 0:
        print(f"step {step:2}: loss {losses[-1]:.4f}")

assert losses[-1] < 0.1, "the loss is still large"
assert losses == sorted(losses, reverse=True), "it goes up"
last = losses[-1] / losses[-2]
assert abs(last - losses[-2] / losses[-3]) < 0.001, (
    "not every step is alike"
)
