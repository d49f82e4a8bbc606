try:
    print(losses)
except NameError as error:
    print(type(error).__name__)
    print(error)
