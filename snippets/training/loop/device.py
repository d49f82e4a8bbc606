# /// snippet
# device = "both"
# ///
import torch
import torch.nn.functional as F

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.manual_seed(0)
x = torch.linspace(-1, 1, 50).unsqueeze(1).to(device)
y = 3 * x + 1
model = torch.nn.Linear(1, 1).to(device)
optimizer = torch.optim.SGD(model.parameters(), lr=0.3)

for _ in range(200):
    loss = F.mse_loss(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

weight, bias = model.weight.item(), model.bias.item()
print(f"{weight:.3f} {bias:.3f}")
print(model.weight.device)
