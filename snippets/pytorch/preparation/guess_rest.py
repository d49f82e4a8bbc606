total = 0
for text in ("1", "x", "2"):
    try:
        total += int(text)
    except ValueError:
        pass
print(total)
