# /// snippet
# device = "cuda"
# varies = '(?m)^(?!name).+$'
# ///
import subprocess

fields = "name,driver_version,memory.total,memory.used,utilization.gpu"
command = [
    "nvidia-smi",
    f"--query-gpu={fields}",
    "--format=csv",
]
print(subprocess.check_output(command, text=True).rstrip())
