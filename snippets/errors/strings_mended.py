import torch

numbers = [float(text) for text in ["3.5", "4.0"]]
print(torch.tensor(numbers))
