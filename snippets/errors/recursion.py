# /// snippet
# raises = "RecursionError"
# ///
import torch


def count(node):
    if not node.next_functions:
        return 1
    return 1 + count(node.next_functions[0][0])


total = torch.tensor(0.0, requires_grad=True)
for _ in range(5000):
    total = total + 1
count(total.grad_fn)
