class Scale:
    def __init__(self, factor):
        self.factor = factor

    def __call__(self, x):
        return self.factor * x


class Half(Scale):
    def __init__(self):
        self.name = "half"


half = Half()
print(half.name)
try:
    print(half(10))
except AttributeError as error:
    print(error)
