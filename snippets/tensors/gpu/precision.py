import torch

print(torch.get_float32_matmul_precision())
print(torch.backends.cudnn.conv.fp32_precision)
