cell = "losses.append(0.5)"
kernel = {"losses": []}
for _ in range(2):
    exec(cell, kernel)
print(len(kernel["losses"]))
