"""Records values and derivatives of activations as PyTorch computes them: pip install torch; python record.py"""

import pathlib

import torch
from torch.nn import functional as f

ACTIVATIONS = {
    "relu": f.relu,
    "leaky-relu": f.leaky_relu,
    "leaky-relu 0.25": lambda z: f.leaky_relu(z, 0.25),
    "elu": f.elu,
    "elu 0.5": lambda z: f.elu(z, 0.5),
    "selu": f.selu,
    "gelu": f.gelu,
    "gelu-tanh": lambda z: f.gelu(z, approximate="tanh"),
    "silu": f.silu,
    "mish": f.mish,
    "softplus": f.softplus,
    "tanh": torch.tanh,
    "hard-tanh": f.hardtanh,
    "hard-swish": f.hardswish,
    "sigmoid": torch.sigmoid,
    "identity": lambda z: z * 1,
}

lines = [f"# PyTorch {torch.__version__.split('+')[0]}", "activation,z,value,derivative"]
for name, g in ACTIVATIONS.items():
    z = torch.tensor([-20.0, -2.0, -0.5, 0.25, 0.875, 3.0, 20.0], dtype=torch.float64, requires_grad=True)
    a = g(z)
    a.sum().backward()
    lines += [f"{name},{x!r},{y!r},{d!r}" for x, y, d in zip(z.tolist(), a.tolist(), z.grad.tolist())]
pathlib.Path(__file__).with_name("pytorch.csv").write_text("\n".join(lines) + "\n")
