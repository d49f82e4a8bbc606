# /// snippet
# varies = '\d+(\.\d+)?'
# ///
import os
import shutil

print(f"CPU cores: {os.cpu_count()}")
print(f"disk: {shutil.disk_usage('.').total / 2**30:.0f} GiB")
