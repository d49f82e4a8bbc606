import torch

total = torch.tensor(0.0, requires_grad=True)
for _ in range(5000):
    total = total + 1

node, count = total.grad_fn, 1
while node.next_functions:
    node = node.next_functions[0][0]
    count += 1
print(count)
