import torch

i16, i64 = torch.int16, torch.int64
f16, f32, f64 = torch.float16, torch.float32, torch.float64
print(
    torch.promote_types(i16, i64),
    torch.promote_types(f32, f64),
)
print(torch.promote_types(torch.bool, i16))
print(torch.promote_types(i64, f16))
print(torch.promote_types(torch.uint8, torch.int8))
print(torch.promote_types(f16, torch.bfloat16))
try:
    torch.promote_types(torch.uint16, i16)
except RuntimeError as error:
    print(error)
