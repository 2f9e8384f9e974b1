"""Records 50 steps of each optimizer as PyTorch takes them: pip install torch; python record.py

A network 3-4-2 with tanh learns 6 rows by the mean of half the squared error, in doubles. Each line is what is done beside
the rule, the rule, the loss before each step, and then the parameters W1, b1, W2, b2 behind the last.
"""

import pathlib

import torch

RATE = 0.05
OPTIMIZERS = {
    "sgd": torch.optim.SGD,
    "momentum": lambda p, **k: torch.optim.SGD(p, momentum=0.9, **k),
    "nesterov": lambda p, **k: torch.optim.SGD(p, momentum=0.9, nesterov=True, **k),
    "adam": torch.optim.Adam,
    "adam beta1 0.8 beta2 0.95 epsilon 0.001": lambda p, **k: torch.optim.Adam(p, betas=(0.8, 0.95), eps=1e-3, **k),
    "adamw": torch.optim.AdamW,
    "rmsprop": torch.optim.RMSprop,
    "rmsprop momentum 0.9": lambda p, **k: torch.optim.RMSprop(p, momentum=0.9, **k),
    "adagrad": torch.optim.Adagrad,
}


def parameters():
    """W1 (3 x 4), b1, W2 (4 x 2), b2, in turn from one list of numbers; one weight is 0."""
    numbers = torch.tensor([(7 * i % 13 - 6) / 16 for i in range(26)], dtype=torch.float64)
    parts = zip(numbers.split([12, 4, 8, 2]), [(3, 4), (4,), (4, 2), (2,)])
    return [part.reshape(shape).clone().requires_grad_() for part, shape in parts]


X = torch.tensor([[(5 * i + 3 * j) % 11 - 5 for j in range(3)] for i in range(6)], dtype=torch.float64) / 4
Y = torch.tensor([[(3 * i + j) % 7 - 3 for j in range(2)] for i in range(6)], dtype=torch.float64) / 4


def run(name, l2=0.0, l1=0.0, decay=0.0, clip=float("inf"), factors=(1, 1, 1, 1)):
    """The losses of 50 steps, and the parameters behind them."""
    w1, b1, w2, b2 = theta = parameters()
    own = {"weight_decay": 0.0} if name == "adamw" else {}
    groups = [{"params": [p], "lr": RATE * f, **own} for p, f in zip(theta, factors)]
    for group in groups[::2] if own else []:
        group["weight_decay"] = decay
    optimizer = OPTIMIZERS[name](groups, lr=RATE)
    losses = []
    for _ in range(50):
        optimizer.zero_grad()
        error = torch.tanh(X @ w1 + b1) @ w2 + b2 - Y
        loss = (error**2).sum() / 2 / len(X)
        loss = loss + l2 / 2 * ((w1**2).sum() + (w2**2).sum()) + l1 * (w1.abs().sum() + w2.abs().sum())
        losses.append(loss.item())
        loss.backward()
        norm = sum((p.grad**2).sum() for p in theta) ** 0.5  # clip_grad_norm_ adds 1e-6 to it
        for p, group in zip(theta, groups):
            p.grad *= min(1, clip / norm)
            if p.dim() == 2 and not own:
                p.data *= 1 - group["lr"] * decay
        optimizer.step()
    return losses + [v for p in theta for v in p.flatten().tolist()]


lines = [f"# PyTorch {torch.__version__.split('+')[0]}", "beside,optimizer,losses (50) and parameters (26)"]
for optimizer in OPTIMIZERS:
    for beside, values in {
        "nothing": run(optimizer),
        "penalties": run(optimizer, l2=0.01, l1=0.02, decay=0.1),
        "limit": run(optimizer, l2=0.01, l1=0.02, clip=0.2),
        "factors": run(optimizer, decay=0.1, factors=(0.5, 0.1, 1, 0)),
    }.items():
        lines.append(",".join([beside, optimizer, *map(repr, values)]))
pathlib.Path(__file__).with_name("pytorch.csv").write_text("\n".join(lines) + "\n")
