import torch

relu = torch.nn.ReLU()
print(relu(torch.tensor([-2.0, 3.0])))
print(list(relu.parameters()))
