import torch

release, _, build = torch.__version__.partition("+")
major, minor, patch = release.split(".")
print(f"{major}.{minor}")
print((torch.version.cuda is None) == (not build.startswith("cu")))
