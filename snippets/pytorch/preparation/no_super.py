class Scale:
    def __init__(self, factor):
        self.factor = factor

    def __call__(self, x):
        return self.factor * x


class Line(Scale):
    def __init__(self, factor, shift):
        self.shift = shift


line = Line(2, 1)
print("made:", line.shift)
try:
    line(5)
except AttributeError as error:
    print(type(error).__name__)
    print(error)
