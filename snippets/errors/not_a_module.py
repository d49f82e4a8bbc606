# /// snippet
# raises = "TypeError"
# ///
import torch.nn as nn
import torch.nn.functional as F

nn.Sequential(nn.Linear(4, 2), F.relu)
