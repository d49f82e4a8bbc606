def f(x):
    return x**2


for h in (1, 0.1, 0.01, 0.001):
    slope = (f(3 + h) - f(3)) / h
    print(f"{h:<6} {slope:.3f}")
