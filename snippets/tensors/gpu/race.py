# /// snippet
# device = "cuda"
# limit = 60
# varies = '\d+\.\d+ ms'
# ///
import time

import torch


def measure(device):
    x = torch.rand(2048, 2048, device=device)
    x @ x
    torch.cuda.synchronize()
    start = time.perf_counter()
    for _ in range(5):
        x @ x
    torch.cuda.synchronize()
    return (time.perf_counter() - start) / 5 * 1000


for device in ("cpu", "cuda"):
    print(f"{device:4} {measure(device):.3f} ms")
