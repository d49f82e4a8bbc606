# /// snippet
# raises = "AssertionError"
# ///
def agrees(version, cuda):
    release, _, build = version.partition("+")
    if build == "cpu":
        return cuda is None
    if not build.startswith("cu"):
        return None
    return cuda is not None


print(agrees("2.0.0+cu118", "11.8"))
print(agrees("2.13.0+cu118", "13.0"))
print(agrees("2.13.0+cpu", None))
print(agrees("2.13.0", "13.0"))

assert agrees("2.0.0+cu118", "11.8") is True
assert agrees("2.13.0+cu118", "13.0") is False, (
    "11.8 is not 13.0"
)
assert agrees("2.0.0+cu118", "11.1") is False, (
    "11.8 is not 11.1"
)
assert agrees("2.0.0+cu118", "12.8") is False, (
    "11.8 is not 12.8"
)
assert agrees("2.13.0+cu130", "13.0") is True
