import sys

uploaded = {"scores.csv": b"90\n85\n"}
if "google.colab" in sys.modules:
    from google.colab import files

    uploaded = files.upload()

for name, data in uploaded.items():
    print(name, len(data), "bytes")
