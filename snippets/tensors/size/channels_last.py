import matplotlib.pyplot as plt
import torch

color_first = torch.zeros(3, 32, 64)
color_last = torch.zeros(32, 64, 3)
print(color_first.size(-1), color_last.size(-1))
plt.imsave("photo.png", color_last.numpy())
print(plt.imread("photo.png").shape)
