# /// snippet
# device = "both"
# ///
import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.manual_seed(0)
first = torch.rand(3, device=device)
torch.manual_seed(0)
again = torch.rand(3, device=device)
print(first)
print(torch.equal(first, again))
