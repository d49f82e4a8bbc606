import torch

print(
    torch.tensor([float(text) for text in ["3.5", "4.0"]])
)
