# /// snippet
# raises = "RuntimeError"
# ///
import torch.nn as nn

saved = nn.Linear(2, 1).state_dict()
nn.Sequential(nn.Linear(2, 1)).load_state_dict(saved)
