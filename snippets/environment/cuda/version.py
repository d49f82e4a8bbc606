# /// snippet
# varies = '\+\w+'
# ///
import torch

print(torch.__version__)
