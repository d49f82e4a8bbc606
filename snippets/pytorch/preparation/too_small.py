def f(x):
    return x**2


for h in (1e-4, 1e-8, 1e-12, 1e-16):
    slope = (f(3 + h) - f(3)) / h
    print(f"{h:<6} {slope:.6f}")
print(3 + 1e-16 == 3)
