# /// snippet
# varies = '(?<=: ).*|(Assertion|Runtime)Error'
# ///
import torch

x = torch.ones(2)
for number in (None, 0):
    try:
        x.cuda(number)
    except (AssertionError, RuntimeError) as error:
        name = type(error).__name__
        print(f"cuda({number}) {name}: {error}")
