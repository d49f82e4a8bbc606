import torch


def count(node):
    return 1 + sum(count(n) for n, _ in node.next_functions if n)


w = torch.tensor(2.0, requires_grad=True)
total, number = 0.0, 0.0
for _ in range(3):
    loss = (w - 1) ** 2
    total = total + loss
    number = number + loss.item()
    print(count(total.grad_fn), total)
print(number)
