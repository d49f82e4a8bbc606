import zipfile

import torch

x = torch.zeros(3, 1000)
torch.save(list(x), "rows.pt")
torch.save([row.clone() for row in x], "clones.pt")
for name in ["rows", "clones"]:
    with zipfile.ZipFile(f"{name}.pt") as archive:
        names = archive.namelist()
        print([part for part in names if "/data/" in part])
