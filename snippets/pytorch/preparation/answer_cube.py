def f(x):
    return x**3


for h in (0.1, 0.01, 0.001, -0.001):
    slope = (f(2 + h) - f(2)) / h
    print(f"{h:<6} {slope:.3f}")
print(3 * 2**2)
