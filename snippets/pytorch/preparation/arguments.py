def count(*sizes):
    return sizes


def join(words: list, end: str = ".") -> str:
    return " ".join(words) + end


pair = [2, 3]
print(count(2, 3), count(*pair), [1, *pair])
style = {"end": "!"}
print(join(["a", "b"]), join(["a", "b"], **style))
print({"size": 5, **style})
