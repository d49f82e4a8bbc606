import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
try:
    w.numpy()
except RuntimeError as error:
    print(type(error).__name__)
    print(error)
array = w.detach().numpy()
array[0] = 100
print(w)
with torch.no_grad():
    print(w.numpy())
