from pathlib import Path

kernel = {"x": 1}
Path("x.txt").write_text("1")
kernel = {}
Path("x.txt").unlink()
print("x" in kernel, Path("x.txt").exists())
