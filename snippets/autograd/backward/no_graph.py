import torch

x = torch.tensor(2.0)
w = torch.tensor(2.0, requires_grad=True)
with torch.no_grad():
    inside = w**2
losses = {
    "nothing tracked": x**2,
    "inside no_grad": inside,
    "made anew": torch.tensor((w**2).item()),
    "a comparison": (w > 1).float(),
}
for name, loss in losses.items():
    try:
        loss.backward()
    except RuntimeError as error:
        print(f"{name}: {error}")
