"""Records losses and their derivatives by the logits as PyTorch computes them: pip install torch; python record.py"""

import pathlib

import torch
from torch.nn import functional as f


def softmax(z, y, smoothing=0.0):
    return f.cross_entropy(z, y.argmax(dim=-1), label_smoothing=smoothing)


def sigmoid(z, y, smoothing=0.0):
    return f.binary_cross_entropy_with_logits(z, y * (1 - smoothing) + smoothing / 2, reduction="sum")


def quantile(z, y, q):
    return torch.maximum(q * (y - z), (q - 1) * (y - z)).sum()


ONE_HOT = {
    "softmax-cross-entropy": softmax,
    "softmax-cross-entropy 0.1": lambda z, y: softmax(z, y, 0.1),
    "sigmoid-cross-entropy": sigmoid,
    "sigmoid-cross-entropy 0.1": lambda z, y: sigmoid(z, y, 0.1),
    "sigmoid-squared-error": lambda z, y: f.mse_loss(torch.sigmoid(z), y, reduction="sum") / 2,
}
NUMBERS = {
    "linear-squared-error": lambda z, y: f.mse_loss(z, y, reduction="sum") / 2,
    "linear-huber": lambda z, y: f.huber_loss(z, y, reduction="sum"),
    "linear-huber 0.25": lambda z, y: f.huber_loss(z, y, reduction="sum", delta=0.25),
    "linear-absolute-error": lambda z, y: f.l1_loss(z, y, reduction="sum"),
    "linear-quantile": lambda z, y: quantile(z, y, 0.5),
    "linear-quantile 0.9": lambda z, y: quantile(z, y, 0.9),
}
COUNTS = {
    "exp-poisson": lambda z, y: f.poisson_nll_loss(z, y, log_input=True, full=False, reduction="sum"),
}
LOGITS = [
    [0.0, 0.0, 0.0],
    [0.25, -1.5, 2.0],
    [-3.0, 3.0, 0.5],
    [12.0, -7.0, 0.125],
    [-40.0, 30.0, 36.0],
]
EXTREME = [[1e4, -1e4, 0.0], [-1e4, -1e4, 1e4]]
SMALL = [[-1e4, 0.0, 5.0], [-1e4, -1e4, -1e4]]  # of counts: exp grows beyond any number

lines = [f"# PyTorch {torch.__version__.split('+')[0]}", "loss,z1,z2,z3,y1,y2,y3,value,d1,d2,d3"]
for losses, logits, targets in [
    (ONE_HOT, LOGITS + EXTREME, [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]),
    (NUMBERS, LOGITS + EXTREME, [[0.5, -0.75, 1.5], [-20.0, 1e-3, 300.0]]),
    (COUNTS, LOGITS + SMALL, [[0.0, 1.0, 7.0], [2.5, 0.0, 300.0]]),
]:
    for name, loss in losses.items():
        for row in logits:
            for target in targets:
                z = torch.tensor(row, dtype=torch.float64, requires_grad=True)
                value = loss(z, torch.tensor(target, dtype=torch.float64))
                value.backward()
                lines.append(",".join([name, *map(repr, [*row, *target, value.item(), *z.grad.tolist()])]))
pathlib.Path(__file__).with_name("pytorch.csv").write_text("\n".join(lines) + "\n")
