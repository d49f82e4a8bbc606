# /// snippet
# raises = "AssertionError"
# ///
import json
from pathlib import Path

path = Path("losses.json")
path.unlink(missing_ok=True)
for epoch in range(3):
    losses = []
    losses.append(0.5**epoch)
    path.write_text(json.dumps(losses))
    del losses
    cleared = "losses" not in globals()

print(json.loads(path.read_text()))

assert json.loads(path.read_text()) == [1.0, 0.5, 0.25]
assert cleared, "del is to stay"
