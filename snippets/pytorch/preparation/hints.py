def join(words: list, end: str = ".") -> str:
    return " ".join(words) + end


style = {"end": "!"}
print(join(["a", "b"]), join(["a", "b"], **style))
for index, word in enumerate(["x", "y"]):
    print(index, word)
print({word: len(word) for word in ["one", "three"]})
print({1, 2, 3} & {2, 3, 4})
