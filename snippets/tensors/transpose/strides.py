# /// snippet
# layout = ["x", "x.t()"]
# ///
import torch

x = torch.tensor([[7, 8], [9, 10], [11, 12]])
print(x.stride(), x.t().stride())
print(x.data_ptr() == x.t().data_ptr())
