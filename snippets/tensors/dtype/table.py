import torch

for name in (
    "float32 float64 float16 bfloat16 uint8 int8 int16 int32 int64 bool"
).split():
    dtype = getattr(torch, name)
    info = torch.finfo if dtype.is_floating_point else torch.iinfo
    span = "" if dtype == torch.bool else info(dtype).max
    print(f"{dtype!s:15} {dtype.itemsize} {span}".rstrip())
