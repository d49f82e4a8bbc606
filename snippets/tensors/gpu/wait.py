# /// snippet
# device = "cuda"
# varies = '\d+\.\d+ ms'
# ///
import time

import torch

x = torch.rand(4096, 4096, device="cuda")
x @ x
torch.cuda.synchronize()

start = time.perf_counter()
y = x @ x
returned = time.perf_counter() - start
torch.cuda.synchronize()
finished = time.perf_counter() - start
print(f"returned after {returned * 1000:.3f} ms")
print(f"finished after {finished * 1000:.3f} ms")
print(returned < finished)
