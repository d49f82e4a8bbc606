# /// snippet
# raises = "AttributeError"
# ///
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
print(half(10))

assert half(10) == 5
