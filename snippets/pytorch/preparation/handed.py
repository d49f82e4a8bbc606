def apply(function, value=3):
    return function(value)


print(apply(abs, -2), apply(float))
ages = {"Kim": 27, "Lee": 31}
print(sorted(ages))
print(sorted(ages, key=ages.get, reverse=True))
