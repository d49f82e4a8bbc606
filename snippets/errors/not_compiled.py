# /// snippet
# raises = "AssertionError"
# varies = '(Assertion|Runtime)Error: .*'
# ///
import torch

torch.ones(2).to("cuda")
