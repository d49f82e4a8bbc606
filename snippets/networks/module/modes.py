import torch
import torch.nn as nn

torch.manual_seed(0)
dropout = nn.Dropout(p=0.5)
x = torch.ones(8)
print(dropout.training, dropout(x).unique())
dropout.eval()
print(dropout.training, dropout(x).unique())
