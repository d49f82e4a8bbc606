import warnings

import torch

x = torch.tensor([[4.0, 1.0], [5.0, 3.0], [2.0, 1.0]])
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    storage = x.storage()
    first = storage[0]
print(first, len(caught))
for warning in caught:
    print(type(warning.message).__name__)
    for sentence in str(warning.message).split(". "):
        print(sentence.strip())
