import zipfile

import torch

torch.save(torch.zeros(3, dtype=torch.float32), "x.pt")
with zipfile.ZipFile("x.pt") as archive:
    print(
        [
            name
            for name in archive.namelist()
            if "/data" in name
        ]
    )
    print(archive.getinfo("x/data/0").file_size)
