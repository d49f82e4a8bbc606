loss = 0.123456
print(f"loss {loss}")
print(f"loss {loss:.3f}")
print(f"{2 * loss:8.2f} | {loss > 0.1}")
print(f"{2.50:g} | {loss:.3g} | {1100000.0:.1e}")
print(f"{1100000.0:g} | {None!s:6}|")
