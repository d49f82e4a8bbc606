import torch

torch.manual_seed(0)
layer = torch.nn.Linear(2, 1)
state = layer.state_dict()
print(list(state))
print(state["weight"].requires_grad, layer.weight.requires_grad)
print(state["weight"].data_ptr() == layer.weight.data_ptr())
