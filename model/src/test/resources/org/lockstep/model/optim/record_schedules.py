"""Records the learning rate of each step: PyTorch's schedulers, and the formulas of the others.

pip install torch; python record_schedules.py > schedules.csv
"""

import math
import warnings

import torch
from torch.optim import lr_scheduler

warnings.filterwarnings("ignore")  # of steps before the first scheduler

RATE = 0.3
EPOCHS = 16
STEPS_PER_EPOCH = 4
STEPS = EPOCHS * STEPS_PER_EPOCH
WATCHED = [3, 2, 1.99995, 2.5, 2.5, 1, 1, 0.9999, 0.99985, 0.5, 0.6, 0.7, 0.8, 0.4, 0.4, 0.4]


def pytorch(make, by_epoch):
    """The rates by a scheduler that is told of each epoch, or of each step."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=RATE)
    scheduler = make(optimizer)
    for step in range(STEPS):
        yield optimizer.param_groups[0]["lr"]
        optimizer.step()
        if isinstance(scheduler, lr_scheduler.ReduceLROnPlateau):
            if step % STEPS_PER_EPOCH == STEPS_PER_EPOCH - 1:
                scheduler.step(WATCHED[step // STEPS_PER_EPOCH])
        elif not by_epoch or step % STEPS_PER_EPOCH == STEPS_PER_EPOCH - 1:
            scheduler.step()


def formula(factor):
    """The rates by a formula of t = step / steps."""
    return (RATE * factor(step / STEPS) for step in range(STEPS))


def coslog4(t):
    """arXiv 2407.04491."""
    return 0.5 - 0.5 * math.cos(2 * math.pi * math.log2(1 + 15 * t))


def flat_cosine(t):
    """arXiv 2407.04491."""
    return 0.5 * (1 + math.cos(math.pi * (max(1, 2 * t) - 1)))


def plateau(mode):
    """Of losses, or of scores."""
    return lambda o: lr_scheduler.ReduceLROnPlateau(o, mode=mode, factor=0.25, patience=1)


ALL = {
    "step": pytorch(lambda o: lr_scheduler.StepLR(o, 3, 0.5), True),
    "exponential": pytorch(lambda o: lr_scheduler.ExponentialLR(o, 0.9), True),
    "cosine": pytorch(lambda o: lr_scheduler.CosineAnnealingLR(o, EPOCHS), True),
    "one-cycle": pytorch(lambda o: lr_scheduler.OneCycleLR(o, RATE, total_steps=STEPS, cycle_momentum=False), False),
    "coslog4": formula(coslog4),
    "flat-cosine": formula(flat_cosine),
    "warm-up": pytorch(lambda o: lr_scheduler.LinearLR(o, 0.1, 1, 9), False),
    "plateau": pytorch(plateau("min"), True),
    "plateau-more": pytorch(plateau("max"), True),
}

print("schedule,step,rate")
for name, rates in ALL.items():
    for number, rate in enumerate(rates):
        print(f"{name},{number},{float(rate)!r}")
