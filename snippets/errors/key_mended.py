row = {"height": "1.6", "weight": "55"}
print(list(row))
print(row["height"])
