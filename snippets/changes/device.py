import torch

unnumbered = torch.device("cuda")
first = torch.device("cuda:0")
print(unnumbered.index, first.index)
print(unnumbered == first)
print(unnumbered.type == first.type)
