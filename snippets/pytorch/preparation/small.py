words = ["a", "b"]
same, copied = words, words.copy()
print(same == words, same is words)
print(copied == words, copied is words)
del words
for _ in range(2):
    same.append("c")
print(same, copied, copied is not None)
