import torch


def shares(x, change):
    try:
        y = change(x)
    except RuntimeError:
        return "error "
    before, after = x.untyped_storage(), y.untyped_storage()
    same = before.data_ptr() == after.data_ptr()
    return "shares" if same else "copies"


changes = {
    "view": lambda x: x.view(6),
    "reshape": lambda x: x.reshape(6),
    "flatten": lambda x: x.flatten(),
    "contiguous": lambda x: x.contiguous(),
    "squeeze": lambda x: x.squeeze(),
    "unsqueeze": lambda x: x.unsqueeze(0),
    "t": lambda x: x.t(),
    "permute": lambda x: x.permute(1, 0),
    "expand": lambda x: x.expand(2, *x.shape),
    "slice": lambda x: x[:, :1],
    "mask": lambda x: x[x > 2],
    "index list": lambda x: x[:, [0, 1]],
    "clone": lambda x: x.clone(),
}
x = torch.arange(6).view(2, 3)
gaps = torch.arange(12).view(3, 4)[:, ::2]
print(f"{'':10} x      x.t()  gaps")
for name, change in changes.items():
    told = [shares(t, change) for t in (x, x.t(), gaps)]
    print(f"{name:10}", *told)
