size = (2, 3)
height, width = size
ages = {"Kim": 20, "Lee": 30}
print(height, ages["Lee"], 100_000)
print("even" if height % 2 == 0 else "odd")
print(*size)
print(sum(1 for _ in size))
