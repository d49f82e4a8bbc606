# /// snippet
# varies = '(?<=installed: ).+|True|False'
# ///
import torch

print(f"installed: {torch.__version__}")
same = torch.__version__.split("+")[0].startswith("2.13.")
print(f"2.13, as in this book: {same}")
