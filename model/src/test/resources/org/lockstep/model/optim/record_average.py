"""Records PyTorch's moving average over 50 steps of SGD: pip install torch; python record_average.py > average.csv"""

import math

import torch
from torch.optim import swa_utils

STEPS = 50
DECAY = 0.9

model = torch.nn.Linear(3, 1, bias=False, dtype=torch.float64)
model.weight.data = torch.tensor([[0.5, -0.25, 1.0]], dtype=torch.float64)
average = swa_utils.AveragedModel(model, multi_avg_fn=swa_utils.get_ema_multi_avg_fn(DECAY))
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
print("step,theta1,theta2,theta3,average1,average2,average3")
for step in range(1, STEPS + 1):
    aim = torch.tensor([[math.sin(step * (j + 1)) for j in range(3)]], dtype=torch.float64)
    optimizer.zero_grad()
    (0.5 * (model.weight - aim).square().sum()).backward()
    optimizer.step()
    average.update_parameters(model)
    numbers = model.weight.flatten().tolist() + average.module.weight.flatten().tolist()
    print(",".join([str(step), *(repr(number) for number in numbers)]))
