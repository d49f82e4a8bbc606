import torch

top = torch.iinfo(torch.int32).max
x = torch.tensor([3e9])
print(top, int(x.clamp(max=top)))
print(x.double().clamp(max=top).to(torch.int32))

end, zero = torch.tensor(2.0**31), torch.tensor(0.0)
edge = torch.nextafter(end, zero)
print(x.clamp(max=edge).to(torch.int32))

top = torch.iinfo(torch.int64).max
x = torch.tensor([1e19], dtype=torch.float64)
print(top, int(x.clamp(max=top)))
