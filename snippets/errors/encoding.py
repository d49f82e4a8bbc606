# /// snippet
# raises = "UnicodeDecodeError"
# ///
with open("names.csv", "w", encoding="cp949") as file:
    file.write("\uac00")

with open("names.csv", encoding="utf-8") as file:
    file.read()
