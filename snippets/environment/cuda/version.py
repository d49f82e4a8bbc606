# /// snippet
# varies = '(?<=\d\.\d\d\.\d).*'
# ///
import torch

print(torch.__version__)
