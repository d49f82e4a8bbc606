import torch

w = torch.tensor(2.0, requires_grad=True)
product = w * 3
answer = (product > 5).float()
loss = (answer - 1).square()
print("product", product.requires_grad)
print("answer ", answer.requires_grad)
print("loss   ", loss.requires_grad)
