import torch

functions = ("convolution", "batch_norm", "rnn", "softmax")
functions += ("pool", "relu", "sigmoid", "tanh")
names = [name.lstrip("_") for name in dir(torch)]
for function in functions:
    print(f"{function:11}", f"cudnn_{function}" in names)
