# /// snippet
# varies = 'True|False'
# ///
import sys

print(f"on Colab: {'google.colab' in sys.modules}")
