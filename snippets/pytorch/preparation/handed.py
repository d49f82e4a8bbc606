def apply(function, value=3):
    return function(value)


print(apply(abs, -2), apply(float))
print(1 < 2 < 3, 1 < 3 < 2, 7 // 2, 7 % 2)
ages = {"Kim": 27, "Lee": 31}
for name, age in ages.items():
    print(name, age)
print(ages.get("Kim", 0), ages.get("Park", 0))
print(sorted(ages, key=ages.get, reverse=True))
