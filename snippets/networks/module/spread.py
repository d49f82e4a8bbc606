import torch

n = 256
bound = n**-0.5
wide = (3 / n) ** 0.5


def uniform(bound):
    return torch.empty(n, n).uniform_(-bound, bound)


ways = {
    "randn": lambda: torch.randn(n, n),
    "randn / sqrt(n)": lambda: torch.randn(n, n) * bound,
    "uniform 1 / sqrt(n)": lambda: uniform(bound),
    "uniform sqrt(3 / n)": lambda: uniform(wide),
}
print(f"{'':20} weight  after five layers")
for name, weight in ways.items():
    torch.manual_seed(0)
    y = torch.randn(1000, n)
    for _ in range(5):
        y = y @ weight()
    print(f"{name:20} {weight().std():.4f}  {y.std():.1e}")
