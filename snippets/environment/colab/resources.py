# /// snippet
# varies = '\d+(\.\d+)?|(?<=GPU memory: ).+'
# ///
import os
import shutil

import torch

print(f"CPU cores: {os.cpu_count()}")
page = os.sysconf("SC_PAGE_SIZE")
memory = page * os.sysconf("SC_PHYS_PAGES")
print(f"memory: {memory / 2**30:.0f} GiB")
disk = shutil.disk_usage(".").total
print(f"disk: {disk / 2**30:.0f} GiB")
gpu = "none"
if torch.cuda.is_available():
    size = torch.cuda.get_device_properties(0).total_memory
    gpu = f"{size / 2**30:.0f} GiB"
print(f"GPU memory: {gpu}")
