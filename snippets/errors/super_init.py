# /// snippet
# raises = "AttributeError"
# ///
import torch.nn as nn


class Net(nn.Module):
    def __init__(self):
        self.layer = nn.Linear(2, 1)


Net()
