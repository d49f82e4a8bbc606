import torch

with open("points.pt", "w") as file:
    try:
        torch.save(torch.ones(2), file)
    except TypeError as error:
        print(error)
