# /// snippet
# device = "cuda"
# varies = '(?s)\A.*?NVIDIA-SMI|[\d.]+ +(?=Driver)|(?<=Version: ).*'
# ///
import subprocess

table = subprocess.check_output(["nvidia-smi"], text=True)
print(table.rstrip())
