# /// snippet
# raises = "NameError"
# ///
print(losses)
