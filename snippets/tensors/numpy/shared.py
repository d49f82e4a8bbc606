import torch

x = torch.zeros(4)
array = x.numpy()
again = torch.from_numpy(array)
array[0] = 10
x[1] = 20
again[2] = 30
print(x)
print(array)
print(again)
print(x.data_ptr() == array.ctypes.data == again.data_ptr())
