# /// snippet
# raises = "KeyError"
# ///
row = {"height": "1.6", "weight": "55"}
print(row["Height"])
