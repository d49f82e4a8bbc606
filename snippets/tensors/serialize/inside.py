import zipfile

import torch

torch.save(torch.zeros(3, dtype=torch.float32), "x.pt")
with zipfile.ZipFile("x.pt") as archive:
    names = archive.namelist()
    print([name for name in names if "/data" in name])
    print(archive.getinfo("x/data/0").file_size)
