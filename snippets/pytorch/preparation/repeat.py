words = ["one", "three"]
for index, word in enumerate(words):
    print(index, word)
print({word: len(word) for word in words})
print(sum(len(word) for word in words))
print(range(3), list(range(3)), tuple(range(3)))
