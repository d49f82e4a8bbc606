class Scale:
    def __init__(self, factor):
        self.factor = factor

    def __call__(self, x):
        return self.factor * x


class Line(Scale):
    def __init__(self, factor, shift):
        super().__init__(factor)
        self.shift = shift

    def __call__(self, x):
        return super().__call__(x) + self.shift


line = Line(2, 1)
print(line.factor, line.shift)
print(line(5), isinstance(line, Scale))
