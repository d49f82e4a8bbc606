import torch

x = torch.tensor(
    [[1, 2, 3], [4, 5, 258]], dtype=torch.int16
)
storage = x.untyped_storage()
print(type(storage).__name__)
print(storage.nbytes(), x.numel(), x.element_size())
print(storage.tolist())
print(2 + 1 * 256)
