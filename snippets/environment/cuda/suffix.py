for version in (
    "2.0.0+cu118",
    "2.13.0+cpu",
    "2.13.0+cu130",
    "2.13.0",
):
    release, _, build = version.partition("+")
    if build.startswith("cu"):
        built = f"CUDA {build[2:-1]}.{build[-1]}"
    else:
        built = build or "not told"
    told = f"release {release:7} built for: {built}"
    print(f"{version:12} {told}")
