# /// snippet
# device = "both"
# ///
import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
model = torch.nn.Linear(3, 2)
print(model.to(device) is model)
print(model.weight.device)
print(model(torch.ones(3, device=device)).device)
