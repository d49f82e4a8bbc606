import torch

torch.manual_seed(0)
dropout = torch.nn.Dropout(p=0.5)
x = torch.ones(8)
print(dropout.training, dropout(x))
dropout.eval()
print(dropout.training, dropout(x))
