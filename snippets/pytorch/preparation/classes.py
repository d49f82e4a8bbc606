class Scale:
    def __init__(self, factor):
        self.factor = factor

    def __call__(self, x):
        return self.factor * x


double = Scale(2)
triple = Scale(3)
print(double.factor, triple.factor)
print(double(5), triple(5))
