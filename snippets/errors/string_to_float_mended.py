rows = [["height", "weight"], ["1.6", "55"]]
print([[float(text) for text in row] for row in rows[1:]])
