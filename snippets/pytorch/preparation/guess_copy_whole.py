a = [1, 2, 3]
b = a[:2]
b[0] = 9
print(b)
