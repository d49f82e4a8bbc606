import io

import torch

buffer = io.BytesIO()
torch.save(torch.arange(4), buffer)
try:
    torch.load(buffer)
except EOFError as error:
    print(type(error).__name__)
buffer.seek(0)
print(torch.load(buffer))
