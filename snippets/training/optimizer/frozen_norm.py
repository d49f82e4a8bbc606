import torch

torch.manual_seed(0)
norm = torch.nn.BatchNorm1d(2)
norm.requires_grad_(False)
for training in (True, False):
    norm.train(training)
    before = norm.running_mean.clone()
    norm(torch.randn(8, 2))
    changed = not torch.equal(norm.running_mean, before)
    print(f"training {training}: mean changed {changed}")
