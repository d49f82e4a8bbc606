import torch
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)
x = torch.arange(10.0).view(10, 1)
data = TensorDataset(x, x * 2)
loader = DataLoader(data, batch_size=4, shuffle=True)
print(len(data), len(loader))
for epoch in range(2):
    print("epoch", epoch)
    for inputs, targets in loader:
        print(inputs.flatten().tolist(), targets.shape)
