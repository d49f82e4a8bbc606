import torch

x = torch.arange(6)
y = x[3:]
z = x.clone()
print(x.data_ptr() == y.data_ptr())


def storage(t):
    return t.untyped_storage().data_ptr()


print(storage(x) == storage(y), storage(x) == storage(z))
