import torch
from torch.nn.utils.rnn import pad_sequence

sentences = [torch.tensor([4, 8, 1]), torch.tensor([3, 9])]
print(pad_sequence(sentences, batch_first=True))
