# /// snippet
# draw = ["loss.backward()"]
# ///
import torch


def walk(node, depth=0):
    print("  " * depth + node.name())
    for parent, _ in node.next_functions:
        if parent is not None:
            walk(parent, depth + 1)


x = torch.tensor(2.0, requires_grad=True)
w = torch.tensor(5.0, requires_grad=True)
product = w * x
total = product + 1
loss = total**2
walk(loss.grad_fn)
