import torch

floats = [torch.float32, torch.float64, torch.float16, torch.bfloat16]
for dtype in floats:
    info = torch.finfo(dtype)
    limits = f"{info.min:.6g} ~ {info.max:.6g}"
    print(str(dtype).ljust(14), dtype.itemsize, limits)
integers = [torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64]
for dtype in integers:
    info = torch.iinfo(dtype)
    limits = f"{info.min} ~ {info.max}"
    print(str(dtype).ljust(14), dtype.itemsize, limits)
print(str(torch.bool).ljust(14), torch.bool.itemsize)
