# /// snippet
# raises = "RuntimeError"
# ///
import torch
import torch.nn.functional as F

torch.manual_seed(0)
x = torch.randn(60, 2)
y = (x[:, 0] > 0).float()
model = torch.nn.Linear(2, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
for _ in range(100):
    scores = model(x).softmax(dim=1)
    loss = F.cross_entropy(scores, y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(f"loss {loss.item():.3f}")

assert loss < 0.2, "has hardly learned"
truth = (x[:, 0] > 0).long()
expected = F.cross_entropy(model(x), truth)
assert abs(loss - expected) < 0.002, "another loss"
