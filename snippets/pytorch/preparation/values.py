size = (2, 3)
height, width = size
print(height, width, 100_000)
ages = {"Kim": 27, "Lee": 31}
print(ages["Lee"], ages.get("Park", 0))
for name, age in ages.items():
    print(name, age)
twice = [2, 2, 3]
print(set(twice), {1, 2} & {2, 3})
