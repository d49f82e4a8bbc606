import torch

for dtype in (torch.float32, torch.float16):
    images = torch.empty(
        64, 3, 224, 224, dtype=dtype, device="meta"
    )
    print(dtype, images.nbytes, images.nbytes / 2**20)
