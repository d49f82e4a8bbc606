import torch
import torch.nn as nn

relu = nn.ReLU()
print(relu(torch.tensor([-2.0, 3.0])))
print(list(relu.parameters()))
