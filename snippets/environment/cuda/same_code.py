import torch

torch.manual_seed(0)
device = "cuda" if torch.cuda.is_available() else "cpu"
images = torch.rand(8, 3, 32, 32, device=device)
convolution = torch.nn.Conv2d(3, 16, kernel_size=3)
convolution = convolution.to(device)
normalise = torch.nn.BatchNorm2d(16).to(device)
print(convolution(images).shape)
print(normalise(convolution(images)).shape)
