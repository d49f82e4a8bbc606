# /// snippet
# device = "cuda"
# varies = '(?s)\A.*?NVIDIA-SMI|[\d.]+ +(?=Driver)|(?<=Version: ).*'
# ///
import subprocess

print(
    subprocess.check_output(
        ["nvidia-smi"], text=True
    ).rstrip()
)
