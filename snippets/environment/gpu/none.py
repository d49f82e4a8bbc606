# /// snippet
# varies = '(Assertion|Runtime)Error: .*'
# ///
import torch

print(torch.cuda.is_available(), torch.cuda.device_count())
try:
    torch.ones(2, device="cuda")
except (RuntimeError, AssertionError) as error:
    print(f"{type(error).__name__}: {error}")
device = "cuda" if torch.cuda.is_available() else "cpu"
print(torch.ones(2, device=device))
