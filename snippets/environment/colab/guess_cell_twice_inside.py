cell = "losses = []\nlosses.append(0.5)"
kernel = {}
for _ in range(2):
    exec(cell, kernel)
print(len(kernel["losses"]))
