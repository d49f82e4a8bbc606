score = 90
print(score > 80 and score < 95, score < 60 or score > 95)
print(not score > 80, 80 < score < 95)
print(3 in [1, 2], "Lee" not in {"Kim": 27})
print([bool(value) for value in (0, "", [], None, "0")])
for tag in ("", "cu130"):
    print(tag or "no tag")
print("even" if 7 % 2 == 0 else "odd", 7 // 2, 7 % 2)
