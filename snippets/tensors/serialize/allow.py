import datetime

import torch

state = {
    "weight": torch.ones(2),
    "took": datetime.timedelta(minutes=3),
}
torch.save(state, "run.pt")
find = torch.serialization.get_unsafe_globals_in_checkpoint
print(find("run.pt"))
with torch.serialization.safe_globals([datetime.timedelta]):
    print(torch.load("run.pt")["took"])
    print(find("run.pt"))
print(find("run.pt"))
