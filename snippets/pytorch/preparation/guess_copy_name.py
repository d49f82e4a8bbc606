a = [1, 2, 3]
b = a
b[0] = 9
print(a)
