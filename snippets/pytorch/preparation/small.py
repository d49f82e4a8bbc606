def count(*sizes):
    return sizes


words = ["a", "b", "c"]
for _ in words:
    pass
same, copied = words, words.copy()
print(same is words, copied is words, copied == words)
del words
print(same, count(2, 3))
print(f"{None!s:6}|")
