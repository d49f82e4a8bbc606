def next_step(has_driver, built_with):
    if not has_driver:
        return "ask for a GPU, or install its driver"
    if built_with is None:
        return "install a CUDA build of PyTorch"
    return "compare the driver with the build"


for has_driver in (False, True):
    for built_with in (None, "13.0"):
        step = next_step(has_driver, built_with)
        print(has_driver, built_with, "->", step)
