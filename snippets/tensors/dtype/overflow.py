import torch

x = torch.tensor([200.0, 300.0], dtype=torch.float16)
print(x * x)
print(x.to(torch.float32) * x.to(torch.float32))
y = torch.tensor([200.0, 300.0], dtype=torch.bfloat16)
print(y * y)
