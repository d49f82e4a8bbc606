# /// snippet
# varies = '\d+(\.\d+)?'
# ///
import os
import shutil

print(f"CPU cores: {os.cpu_count()}")
memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
print(f"memory: {memory / 2**30:.0f} GiB")
print(f"disk: {shutil.disk_usage('.').total / 2**30:.0f} GiB")
