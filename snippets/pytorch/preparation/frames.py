import traceback


def average(values):
    return sum(values) / len(values)


def report(scores):
    print("average:", average(scores))


try:
    report([])
except ZeroDivisionError as error:
    frames = traceback.extract_tb(error.__traceback__)
    for frame in frames[1:]:
        print(f"line {frame.lineno}, in {frame.name}")
    print(f"{type(error).__name__}: {error}")
