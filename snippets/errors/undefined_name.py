# /// snippet
# raises = "NameError"
# ///
print(accuracies)
