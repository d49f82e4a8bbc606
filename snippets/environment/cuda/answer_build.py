# /// snippet
# varies = '(?<=CUDA: ).+'
# ///
import torch

print("built with CUDA:", torch.version.cuda)
device = "cuda" if torch.cuda.is_available() else "cpu"
print(torch.tensor([1, 2]).to(device).tolist())
