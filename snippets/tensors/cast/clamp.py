import torch

top = torch.iinfo(torch.int32).max
x = torch.tensor([3e9])
print(top, int(x.clamp(max=top)))
print(x.double().clamp(max=top).to(torch.int32))

edge = torch.nextafter(
    torch.tensor(2.0**31), torch.tensor(0.0)
)
print(x.clamp(max=edge).to(torch.int32))

top = torch.iinfo(torch.int64).max
print(
    top, int(torch.tensor([1e19]).double().clamp(max=top))
)
