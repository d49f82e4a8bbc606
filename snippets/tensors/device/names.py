import torch

unnumbered = torch.device("cuda")
first = torch.device("cuda:0")
print(unnumbered, unnumbered.type, unnumbered.index)
print(first, first.type, first.index)
print(first == torch.device("cuda", 0))
print(unnumbered == first)
