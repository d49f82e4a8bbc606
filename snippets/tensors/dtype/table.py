import torch


def show(dtype, limits):
    size = dtype.itemsize
    print(f"{dtype!s:15}{size:3}{8 * size:5}  {limits}")


print("dtype        bytes bits  limits")
floats = [
    torch.float32,
    torch.float64,
    torch.float16,
    torch.bfloat16,
]
for dtype in floats:
    info = torch.finfo(dtype)
    show(dtype, f"{info.min:.6g} ~ {info.max:.6g}")
integers = [
    torch.uint8,
    torch.int8,
    torch.int16,
    torch.int32,
    torch.int64,
]
for dtype in integers:
    info = torch.iinfo(dtype)
    show(dtype, f"{info.min} ~ {info.max}")
show(torch.bool, "-")
