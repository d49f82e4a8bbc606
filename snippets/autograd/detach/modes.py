import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
x = torch.ones(1, 2)
model.eval()
print(model(x).requires_grad)
with torch.no_grad():
    print(model(x).requires_grad)
