import torch


def moved(clear):
    torch.manual_seed(0)
    model = torch.nn.Linear(2, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    model(torch.ones(1, 2)).sum().backward()
    model.bias.requires_grad_(False)
    if clear:
        optimizer.zero_grad()
    before = model.bias.clone()
    optimizer.step()
    return (model.bias - before).item()


kept, cleared = moved(clear=False), moved(clear=True)
print(f"frozen after backward: moved {kept:.1f}")
print(f"and zero_grad:         moved {cleared:.1f}")
