# /// snippet
# layout = ["x", "line"]
# ///
import torch

x = torch.tensor([[4.0, 1.0], [5.0, 3.0], [2.0, 1.0]])
line = x.view(-1)
print(line)
print(line[0], line[3])
