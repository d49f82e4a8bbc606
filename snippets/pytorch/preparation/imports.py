import math
import statistics as st
from math import sqrt

print(math.sqrt(9), sqrt(9))
print(st.mean([80, 91]))
