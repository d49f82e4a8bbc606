import torch

board = torch.zeros(4, 4, dtype=torch.int64)
board[::2, 1::2] = 1
board[1::2, ::2] = 1
print(board)
