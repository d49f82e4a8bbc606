import csv

from sklearn.datasets import load_iris

iris = load_iris()
names = iris.target_names.tolist()
with open("iris.csv", "w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow([*iris.feature_names, "species"])
    for numbers, kind in zip(
        iris.data.tolist(), iris.target, strict=True
    ):
        writer.writerow([*numbers, names[kind]])

with open("iris.csv") as file:
    lines = file.read().splitlines()
print(len(lines) - 1, "flowers")
for line in (*lines[:2], lines[51], lines[101]):
    print(line)
