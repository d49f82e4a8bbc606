import traceback


def average(values):
    return sum(values) / len(values)


try:
    average([])
except ZeroDivisionError as error:
    for frame in traceback.extract_tb(error.__traceback__):
        print(f"line {frame.lineno}, in {frame.name}")
    print(f"{type(error).__name__}: {error}")
