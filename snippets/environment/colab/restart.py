import subprocess
import sys
from pathlib import Path

x = 1
Path("result.txt").write_text("saved\n")
code = """
from pathlib import Path

print("x" in globals())
print(Path("result.txt").read_text().strip())
"""
fresh = [sys.executable, "-c", code]
print("x" in globals())
print(subprocess.check_output(fresh, text=True).strip())
