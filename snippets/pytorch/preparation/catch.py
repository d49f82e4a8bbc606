try:
    number = int("3.5")
    print("never printed")
except ValueError as error:
    print(type(error).__name__)
    print(error)
print("still running")
