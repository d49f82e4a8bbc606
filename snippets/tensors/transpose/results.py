import torch

turned = torch.tensor([[7, 8], [9, 10], [11, 12]]).t()
print(turned.contiguous().is_contiguous())
print(
    turned.clone().stride(), turned.clone().is_contiguous()
)
print((turned + 1).stride(), (turned + 1).is_contiguous())
copy = turned.clone(memory_format=torch.contiguous_format)
print(copy.stride(), copy.is_contiguous())
