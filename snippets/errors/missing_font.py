import textwrap
import warnings

import matplotlib.pyplot as plt

plt.rcParams["font.family"] = ["DejaVu Sans"]
plt.plot([0.9, 0.5, 0.3])
plt.title("\uc190")
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    plt.gcf().canvas.draw()
plt.close()
message = str(caught[0].message)
print(
    textwrap.fill(
        f"{caught[0].category.__name__}: {message}"
    )
)
