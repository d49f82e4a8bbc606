scores = [90, 80, 70]
print([score + 5 for score in scores])
print([score for score in scores if score > 75])
print(min(scores, key=lambda score: abs(score - 78)))
