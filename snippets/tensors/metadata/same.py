import torch


def storage(t):
    return t.untyped_storage().data_ptr()


x = torch.arange(6)
tail = x[3:]
copy = tail.clone()
print(x.data_ptr() == tail.data_ptr())
print(
    storage(x) == storage(tail), storage(x) == storage(copy)
)
