def numbers(version):
    return [int(part) for part in version.split(".")]


print(numbers("2.9.0") < numbers("2.13.0"))
