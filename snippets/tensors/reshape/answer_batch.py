import torch

images = torch.zeros(16, 3, 8, 8)
rows = images.flatten(1)
print(rows.shape)
print(
    rows.view(16, 3, 8, 8).shape,
    rows.data_ptr() == images.data_ptr(),
)
