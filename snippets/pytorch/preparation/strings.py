message = "Not a float. Use float().\nSee the docs.\n"
print(message.split(". ")[0])
print(message.splitlines()[1])
print(message.strip().endswith("docs."))
print("2.13.0+cpu".partition("+"))
print("2.13.0+cpu".startswith("2.13."))
