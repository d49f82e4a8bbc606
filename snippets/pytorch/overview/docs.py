import torch

release = ".".join(torch.__version__.split(".")[:2])
print(f"https://docs.pytorch.org/docs/{release}/")
