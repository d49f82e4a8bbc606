# /// snippet
# device = "cuda"
# varies = '(?<=: ).+'
# ///
import torch

facts = torch.cuda.get_device_properties(0)
print(f"count: {torch.cuda.device_count()}")
print(f"name: {torch.cuda.get_device_name(0)}")
print(f"memory: {facts.total_memory / 2**30:.1f} GiB")
print(f"capability: {facts.major}.{facts.minor}")
print(f"multiprocessors: {facts.multi_processor_count}")
