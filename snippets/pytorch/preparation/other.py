try:
    try:
        [10, 20, 30][3]
    except ValueError:
        print("not this one")
except IndexError as error:
    print(type(error).__name__, "-", error)
