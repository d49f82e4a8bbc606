import torch

torch.manual_seed(0)
divided = torch.randn(3, requires_grad=True) / 10
switched = (torch.randn(3) / 10).requires_grad_()
for w in (divided, switched):
    print(w)
    print(w.is_leaf)
