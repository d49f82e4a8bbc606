# /// snippet
# device = "cuda"
# varies = '[\d.]+'
# ///
import torch

free, total = torch.cuda.mem_get_info()
print(
    f"free {free / 2**30:.1f} GiB of {total / 2**30:.1f} GiB"
)
