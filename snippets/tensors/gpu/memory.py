# /// snippet
# device = "cuda"
# ///
import torch

before = torch.cuda.memory_allocated()
x = torch.zeros(1000, 1000, device="cuda")
print(x.numel() * x.element_size())
print(torch.cuda.memory_allocated() - before)
del x
print(torch.cuda.memory_allocated() - before)
