# /// snippet
# layout = ["x.t()", "copy"]
# ///
import torch

x = torch.tensor([[7, 8], [9, 10], [11, 12]])
copy = x.t().contiguous()
print(copy.stride(), copy.is_contiguous())
print(torch.equal(copy, x.t()))
print(copy.view(3, 2))
