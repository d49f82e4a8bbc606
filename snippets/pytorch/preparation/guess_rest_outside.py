total = 0
try:
    for text in ("1", "x", "2"):
        total += int(text)
except ValueError:
    pass
print(total)
