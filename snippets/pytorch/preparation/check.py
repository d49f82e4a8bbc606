# /// snippet
# raises = "AssertionError"
# ///
scores = [90, 80]
assert len(scores) == 2
print("two scores")
assert max(scores) < 90, "a score is too high"
print("never printed")
