"""Records runs of PyTorch's L-BFGS: pip install torch; python record_lbfgs.py"""

import pathlib

import torch

torch.set_num_threads(1)
ROWS, INPUTS, CLASSES = 60, 4, 3
X = torch.tensor([[(i * 37 + j * 101 + i * j * 13) % 64 / 32 - 1 for j in range(INPUTS)] for i in range(ROWS)])
X = X.to(torch.float64)
Y = torch.tensor([int(row[0] > 0) + int(row[1] * row[2] > 0.125) for row in X])


def loss(theta, sizes, l2):
    a, at, penalty = X, 0, 0.0
    for k, (n, m) in enumerate(zip(sizes, sizes[1:])):
        w = theta[at : at + n * m].reshape(n, m)
        b = theta[at + n * m : at + n * m + m]
        at += n * m + m
        penalty = penalty + (w * w).sum()
        a = a @ w + b
        if k < len(sizes) - 2:
            a = torch.sigmoid(a)
    return torch.nn.functional.cross_entropy(a, Y) + l2 / 2 * penalty


def run(sizes, l2, history, iterations):
    length = sum(n * m + m for n, m in zip(sizes, sizes[1:]))
    theta = torch.tensor([k * 29 % 31 / 64 - 0.25 for k in range(length)], dtype=torch.float64, requires_grad=True)
    rule = torch.optim.LBFGS(
        [theta],
        max_iter=1,
        max_eval=26,
        history_size=history,
        tolerance_grad=0,
        tolerance_change=0,
        line_search_fn="strong_wolfe",
    )

    def closure():
        rule.zero_grad()
        value = loss(theta, sizes, l2)
        value.backward()
        return value

    losses = [rule.step(closure).item() for _ in range(iterations)]
    return losses, theta.tolist()


lines = [f"# PyTorch {torch.__version__.split('+')[0]}", "run,kind,value"]
for name, sizes, l2, iterations in [("network", [4, 6, 3], 5e-4, 50), ("convex", [4, 3], 0.01, 50)]:
    losses, theta = run(sizes, l2, 5, iterations)
    lines += [f"{name},loss,{x!r}" for x in losses] + [f"{name},theta,{x!r}" for x in theta]
pathlib.Path(__file__).with_name("lbfgs.csv").write_text("\n".join(lines) + "\n")
