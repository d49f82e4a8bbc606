import textwrap
import warnings

import torch

x = torch.ones(2)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    torch.tensor(x)
message = str(caught[0].message)
print(
    textwrap.fill(
        f"{caught[0].category.__name__}: {message}"
    )
)
