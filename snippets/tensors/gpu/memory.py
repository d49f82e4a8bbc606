# /// snippet
# device = "cuda"
# ///
import torch

before = torch.cuda.memory_allocated()
million = torch.zeros(1000, 1000, device="cuda")
print(million.numel() * million.element_size())
print(torch.cuda.memory_allocated() - before)
del million
print(torch.cuda.memory_allocated() - before)
