# /// snippet
# device = "cuda"
# ///
import torch

torch.manual_seed(0)
x = torch.rand(1000, 1000)
y = x.cuda()
on_cpu = x @ x
on_gpu = (y @ y).cpu()
print(torch.equal(on_cpu, on_gpu))
print(torch.allclose(on_cpu, on_gpu, rtol=1e-4))
