import io

import torch

buffer = io.BytesIO()
torch.save(torch.arange(4), buffer)
buffer.seek(0)
print(torch.load(buffer))
