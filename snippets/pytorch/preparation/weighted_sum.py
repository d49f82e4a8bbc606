scores = [90, 80, 70]
weights = [0.5, 0.25, 0.25]
total = 0
for score, weight in zip(scores, weights, strict=True):
    part = score * weight
    total += part
    print(score, "*", weight, "=", part, "-> total", total)
