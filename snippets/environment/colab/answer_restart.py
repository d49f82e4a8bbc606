import pickle
from pathlib import Path

history = [0.9, 0.5, 0.3]
Path("history.pickle").write_bytes(pickle.dumps(history))
del history

history = pickle.loads(Path("history.pickle").read_bytes())
print(history)
