"""Records what PyTorch makes of layers: python record.py > pytorch.csv, with torch.

Each line is a network in the words of --network, the loss of each of 50 steps of gradient descent on the same 24 rows in
double precision, and the parameters after them, by their names in the model file. Rows, targets and the parameters at the
start are a formula, which EveryLayerTest has too.
"""

import math

import torch
from torch import nn

INPUTS, OUTPUTS, ROWS, STEPS, RATE = 6, 3, 24, 50, 0.05


def wave(i: int, scale: float) -> float:
    """Numbers without a pattern that every language can compute: i in 0, 1, ..."""
    return scale * ((i * 7919 + 104729) % 1009 / 504.5 - 1)


class Ntk(nn.Linear):
    def forward(self, x):
        return x @ self.weight.T / math.sqrt(self.in_features) + (0 if self.bias is None else self.bias)


class Scaling(nn.Module):
    def __init__(self, inputs):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(inputs))

    def forward(self, x):
        return x * self.scale


class Embedding(nn.Module):
    """Of the columns 1 to 3, behind the others."""

    def __init__(self, numbers):
        super().__init__()
        self.table = nn.Parameter(torch.ones(numbers, 3))

    def forward(self, x):
        return torch.cat([x[:, :1], x[:, 4:], x[:, 1:4] @ self.table.T], dim=1)


class Periodic(nn.Module):
    """Of some columns, behind the others."""

    def __init__(self, inputs, columns, frequencies=16, outputs=4):
        super().__init__()
        n = len(columns)
        self.columns = columns
        self.others = [j for j in range(inputs) if j not in columns]
        self.frequency = nn.Parameter(torch.ones(frequencies, n))
        self.phase = nn.Parameter(torch.ones(n * frequencies))
        self.wave = nn.Parameter(torch.ones(frequencies, n * (outputs - 1)))
        self.bias = nn.Parameter(torch.ones(n * (outputs - 1)))

    def forward(self, x):
        n, k = len(self.columns), len(self.frequency)
        numbers = x[:, self.columns].unsqueeze(2)
        cosines = torch.cos(2 * math.pi * numbers * self.frequency.T + self.phase.reshape(n, k))
        made = torch.einsum("rnk,nmk->rnm", cosines, self.wave.T.reshape(n, -1, k)) + self.bias.reshape(n, -1)
        return torch.cat([x[:, self.others], torch.cat([numbers, made], dim=2).flatten(1)], dim=1)


class Parametric(nn.Module):
    def __init__(self, inputs, function):
        super().__init__()
        self.mix = nn.Parameter(torch.ones(inputs))
        self.function = function

    def forward(self, x):
        return (1 - self.mix) * x + self.mix * self.function(x)


class Residual(nn.Module):
    def __init__(self, *inner):
        super().__init__()
        self.inner = nn.Sequential(*inner)

    def forward(self, x):
        return x + self.inner(x)


NETWORKS = {
    "dense 5, tanh": lambda: [nn.Linear(6, 5), nn.Tanh(), nn.Linear(5, 3)],
    "dense 5 no-bias, tanh": lambda: [nn.Linear(6, 5, bias=False), nn.Tanh(), nn.Linear(5, 3)],
    "dense 5 ntk, tanh, output ntk": lambda: [Ntk(6, 5), nn.Tanh(), Ntk(5, 3)],
    "dense 5 ntk no-bias, silu": lambda: [Ntk(6, 5, bias=False), nn.SiLU(), nn.Linear(5, 3)],
    "scaling, dense 5, tanh": lambda: [Scaling(6), nn.Linear(6, 5), nn.Tanh(), nn.Linear(5, 3)],
    "dense 5, layer-norm, tanh": lambda: [nn.Linear(6, 5), nn.LayerNorm(5), nn.Tanh(), nn.Linear(5, 3)],
    "layer-norm, dense 19, layer-norm, silu": lambda: [
        nn.LayerNorm(6), nn.Linear(6, 19), nn.LayerNorm(19), nn.SiLU(), nn.Linear(19, 3)],
    "dense 5, batch-norm, tanh": lambda: [nn.Linear(6, 5), nn.BatchNorm1d(5), nn.Tanh(), nn.Linear(5, 3)],
    "batch-norm, dense 5, batch-norm, silu": lambda: [
        nn.BatchNorm1d(6), nn.Linear(6, 5), nn.BatchNorm1d(5), nn.SiLU(), nn.Linear(5, 3)],
    "dense 5, parametric mish": lambda: [nn.Linear(6, 5), Parametric(5, nn.Mish()), nn.Linear(5, 3)],
    "dense 5, parametric tanh, parametric silu": lambda: [
        nn.Linear(6, 5), Parametric(5, nn.Tanh()), Parametric(5, nn.SiLU()), nn.Linear(5, 3)],
    "residual(dense 4, tanh, dense 6), dense 5, tanh": lambda: [
        Residual(nn.Linear(6, 4), nn.Tanh(), nn.Linear(4, 6)), nn.Linear(6, 5), nn.Tanh(), nn.Linear(5, 3)],
    "dense 5, residual(tanh, dense 5, residual(batch-norm, silu), silu), layer-norm": lambda: [
        nn.Linear(6, 5),
        Residual(nn.Tanh(), nn.Linear(5, 5), Residual(nn.BatchNorm1d(5), nn.SiLU()), nn.SiLU()),
        nn.LayerNorm(5), nn.Linear(5, 3)],
    "embedding 2, dense 5, tanh": lambda: [Embedding(2), nn.Linear(5, 5), nn.Tanh(), nn.Linear(5, 3)],
    "embedding 4 above 2, layer-norm, dense 5, silu": lambda: [
        Embedding(4), nn.LayerNorm(7), nn.Linear(7, 5), nn.SiLU(), nn.Linear(5, 3)],
    "periodic-embedding 5 3, dense 5, tanh": lambda: [
        Periodic(6, [0, 4, 5], 5, 3), nn.Linear(12, 5), nn.Tanh(), nn.Linear(5, 3)],
    "embedding 2, periodic-embedding, dense 5, silu": lambda: [
        Embedding(2), Periodic(5, [0, 1, 2]), nn.Linear(14, 5), nn.SiLU(), nn.Linear(5, 3)],
}


def arrays(module: nn.Module, numbers: dict) -> list:
    """(name, tensor) of each array in the order of the model file, with W as (in, out)."""
    kinds = {nn.Linear: ("W", "b"), Ntk: ("W", "b"), nn.LayerNorm: ("lngain", "lnbias"), Scaling: ("scale",),
             nn.BatchNorm1d: ("bngain", "bnbias", "bnmean", "bnvar"), Parametric: ("mix",),
             Embedding: ("embed",), Periodic: ("frequency", "phase", "wave", "wavebias")}
    names = kinds.get(type(module))
    if names is None:
        return [pair for child in module.children() for pair in arrays(child, numbers)]
    number = numbers[names[0]] = numbers.get(names[0], 0) + 1
    tensors = list(module.parameters(recurse=False))
    if isinstance(module, nn.BatchNorm1d):
        tensors += [module.running_mean, module.running_var]
    return [(f"{name}{number}", t.T if t.dim() == 2 else t) for name, t in zip(names, tensors)]


def main() -> None:
    torch.set_default_dtype(torch.float64)
    x = torch.tensor([[wave(r * INPUTS + j, 2) for j in range(INPUTS)] for r in range(ROWS)])
    y = torch.tensor([r * 5 % 7 % OUTPUTS for r in range(ROWS)])
    print("network;losses;parameters")
    for text, layers in NETWORKS.items():
        network = nn.Sequential(*layers())
        position = 0
        with torch.no_grad():
            for name, tensor in arrays(network, {}):
                if not name.startswith(("bnmean", "bnvar")):
                    base = 1 if name.startswith(("lngain", "bngain", "scale", "mix")) else 0
                    values = [base + wave(position + i, 0.6) for i in range(tensor.numel())]
                    tensor.copy_(torch.tensor(values).reshape(tensor.shape))
                position += tensor.numel()
        optimizer = torch.optim.SGD(network.parameters(), lr=RATE)
        losses = []
        for _ in range(STEPS):
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(network(x), y)
            losses.append(loss.item())
            loss.backward()
            optimizer.step()
        end = [f"{name}={' '.join(map(repr, t.flatten().tolist()))}" for name, t in arrays(network, {})]
        print(text, " ".join(map(repr, losses)), "|".join(end), sep=";")


main()
