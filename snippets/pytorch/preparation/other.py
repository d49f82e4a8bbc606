try:
    try:
        [10, 20, 30][3]
    except ValueError:
        print("not this one")
except LookupError as error:
    print(type(error).__name__, "-", error)
print(issubclass(IndexError, LookupError))
