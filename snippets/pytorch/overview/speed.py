# /// snippet
# varies = ' +\d+\.\d+ ms'
# ///
import time

import torch

torch.set_num_threads(1)
torch.manual_seed(0)
a, b = torch.rand(100, 100), torch.rand(100, 100)
rows, columns = a.tolist(), b.t().tolist()


def product(row, column):
    pairs = zip(row, column, strict=True)
    return sum(x * y for x, y in pairs)


def loops():
    return [
        [product(row, column) for column in columns]
        for row in rows
    ]


def milliseconds(work):
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


slow = milliseconds(loops)
fast = min(milliseconds(lambda: a @ b) for _ in range(10))
print(f"loops {slow:8.2f} ms")
print(f"a @ b {fast:8.2f} ms")
print("at least 100 times faster:", slow > 100 * fast)
looped = torch.tensor(loops())
print("same answer:", torch.allclose(a @ b, looped))
