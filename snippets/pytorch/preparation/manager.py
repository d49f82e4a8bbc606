with open("scores.txt", "w") as file:
    file.write("90 80 70")
    print("inside:", file.closed)
print("after:", file.closed)

try:
    with open("scores.txt") as file:
        int(file.read())
except ValueError:
    print("after an error:", file.closed)
