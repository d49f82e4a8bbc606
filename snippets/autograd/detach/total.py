import torch


def count(node, seen):
    if node is not None and node not in seen:
        seen.add(node)
        for parent, _ in node.next_functions:
            count(parent, seen)
    return len(seen)


w = torch.tensor(2.0, requires_grad=True)
total, number = 0.0, 0.0
for _ in range(3):
    loss = (w - 1) ** 2
    total = total + loss
    number = number + loss.item()
    print(count(total.grad_fn, set()), total)
print(number)
