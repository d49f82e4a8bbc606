with open("names.csv", "w", encoding="cp949") as file:
    file.write("\uac00")

with open("names.csv", encoding="cp949") as file:
    print(file.read())
