# /// snippet
# layout = ["turned", "copy"]
# ///
import torch


def stored(t):
    empty = torch.empty(0, dtype=t.dtype)
    return empty.set_(t.untyped_storage())


turned = torch.tensor([[7, 8], [9, 10], [11, 12]]).t()
copy = turned.contiguous()
print(copy)
print(turned.stride(), copy.stride())
print(stored(turned))
print(stored(copy))
print(copy.view(3, 2))
