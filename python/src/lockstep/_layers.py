"""The layers of a model in NumPy, as its file describes them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

Function = Callable[[Array], Array]

_EPSILON = 1e-5  # of norms


def sigmoid(z: Array) -> Array:
    e = np.exp(-np.abs(z))
    result: Array = np.where(z >= 0, 1 / (1 + e), e / (1 + e))
    return result


def _softplus(z: Array) -> Array:
    result: Array = np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))
    return result


def _elu(z: Array, alpha: float, scale: float = 1) -> Array:
    result: Array = scale * np.maximum(z, 0) + scale * alpha * np.expm1(np.minimum(z, 0))
    return result


def _gelu(z: Array) -> Array:
    erf = np.vectorize(math.erf, otypes=[z.dtype])
    result: Array = z * (1 + erf(z * math.sqrt(0.5))) / 2 if z.size else z
    return result


def _gelu_tanh(z: Array) -> Array:
    result: Array = z * (1 + np.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z * z * z))) / 2
    return result


# Each takes Z, and the layer's description in the file.
ACTIVATIONS: dict[str, Callable[[Array, dict[str, Any]], Array]] = {
    "relu": lambda z, layer: np.maximum(z, 0),
    "leaky-relu": lambda z, layer: np.where(z > 0, z, z * z.dtype.type(layer["slope"])),
    "elu": lambda z, layer: _elu(z, layer["alpha"]),
    "selu": lambda z, layer: _elu(z, 1.6732632423543772, 1.0507009873554805),
    "gelu": lambda z, layer: _gelu(z),
    "gelu-tanh": lambda z, layer: _gelu_tanh(z),
    "silu": lambda z, layer: z * sigmoid(z),
    "mish": lambda z, layer: z * np.tanh(_softplus(z)),
    "softplus": lambda z, layer: _softplus(z),
    "tanh": lambda z, layer: np.tanh(z),
    "hard-tanh": lambda z, layer: np.clip(z, -1, 1),
    "hard-swish": lambda z, layer: z * np.clip(z / 6 + 0.5, 0, 1),
    "sigmoid": lambda z, layer: sigmoid(z),
    "identity": lambda z, layer: z,
}


class _Layers:
    """Turns descriptions into functions; counts the layers of each kind, since arrays are named by number."""

    def __init__(self, inputs: int, arrays: dict[str, Array]) -> None:
        self.numbers: Counter[str] = Counter()
        self.width = inputs
        self.arrays = arrays

    def functions(self, descriptions: list[dict[str, Any]]) -> list[Function]:
        """The functions that a prediction applies, in order; dropout has none."""
        functions = []
        for layer in descriptions:
            self.numbers[layer["type"]] += 1
            function: Function | None = _KINDS[layer["type"]](self, layer)
            if function is not None:
                functions.append(function)
        return functions

    def array(self, layer: dict[str, Any], name: str) -> Array:
        return self.arrays[f"{name}{self.numbers[layer['type']]}"]

    def dense(self, layer: dict[str, Any]) -> Function:
        w = self.array(layer, "W")
        factor = w.dtype.type(1 / math.sqrt(self.width) if layer.get("ntk") else 1)
        self.width = w.shape[1]
        if not layer.get("bias", f"b{self.numbers['dense']}" in self.arrays):
            return lambda a: a @ w * factor
        b = self.array(layer, "b")
        return lambda a: a @ w * factor + b

    def activation(self, layer: dict[str, Any]) -> Function:
        g = ACTIVATIONS[layer["function"]]
        return lambda z: g(z, layer)

    def parametric_activation(self, layer: dict[str, Any]) -> Function:
        g = ACTIVATIONS[layer["function"]]
        mix = self.array(layer, "mix")
        return lambda z: z + mix * (g(z, layer) - z)

    def embedding(self, layer: dict[str, Any]) -> Function:
        table = self.array(layer, "embed")
        blocks = [(block["from"], block["to"]) for block in layer["blocks"]]
        others = np.delete(np.arange(self.width), [j for start, end in blocks for j in range(start, end)])
        ends = np.cumsum([end - start for start, end in blocks])
        self.width = len(others) + len(blocks) * table.shape[1]

        def embed(a: Array) -> Array:
            parts = zip(blocks, ends, strict=True)
            made = [a[:, start:end] @ table[last - (end - start) : last] for (start, end), last in parts]
            return np.concatenate([a[:, others], *made], axis=1)

        return embed

    def periodic_embedding(self, layer: dict[str, Any]) -> Function:
        columns, k, m = layer["columns"], layer["frequencies"], layer["outputs"] - 1
        others = np.delete(np.arange(self.width), columns)
        self.width += len(columns) * m
        frequency = self.array(layer, "frequency")
        phase = self.array(layer, "phase").reshape(-1, k)
        wave = self.array(layer, "wave").reshape(-1, m, k)
        bias = self.array(layer, "wavebias").reshape(-1, m)
        turn = frequency.dtype.type(2 * math.pi)

        def embed(a: Array) -> Array:
            x = a[:, columns, None]
            cosines = np.cos(x * turn * frequency + phase)
            made = np.einsum("rnk,nmk->rnm", cosines, wave) + bias
            parts = np.concatenate([x, made], axis=2).reshape(len(a), -1)
            return np.concatenate([a[:, others], parts], axis=1)

        return embed

    def scaling(self, layer: dict[str, Any]) -> Function:
        scale = self.array(layer, "scale")
        return lambda a: a * scale

    def layer_norm(self, layer: dict[str, Any]) -> Function:
        gain = self.array(layer, "lngain")
        bias = self.array(layer, "lnbias")

        def norm(a: Array) -> Array:
            centered = a - a.mean(axis=1, keepdims=True)
            variance = (centered * centered).mean(axis=1, keepdims=True)
            result: Array = centered / np.sqrt(variance + a.dtype.type(_EPSILON)) * gain + bias
            return result

        return norm

    def batch_norm(self, layer: dict[str, Any]) -> Function:
        gain, bias, mean, variance = (self.array(layer, f"bn{name}") for name in ("gain", "bias", "mean", "var"))
        inverse = 1 / np.sqrt(variance + variance.dtype.type(_EPSILON))
        return lambda a: (a - mean) * inverse * gain + bias

    def residual(self, layer: dict[str, Any]) -> Function:
        inner = self.functions(layer["layers"])

        def block(a: Array) -> Array:
            made = a
            for function in inner:
                made = function(made)
            return a + made

        return block

    def dropout(self, layer: dict[str, Any]) -> None:
        return None


_KINDS: dict[str, Callable[[_Layers, dict[str, Any]], Function | None]] = {
    "dense": _Layers.dense,
    "activation": _Layers.activation,
    "parametric-activation": _Layers.parametric_activation,
    "dropout": _Layers.dropout,
    "embedding": _Layers.embedding,
    "periodic-embedding": _Layers.periodic_embedding,
    "scaling": _Layers.scaling,
    "layer-norm": _Layers.layer_norm,
    "batch-norm": _Layers.batch_norm,
    "residual": _Layers.residual,
}


def _descriptions(network: dict[str, Any], version: int) -> list[dict[str, Any]]:
    """The layers as version 2 lists them; version 1 has dense layers, all but the last with the same activation."""
    if version == 2:
        layers: list[dict[str, Any]] = network["layers"]
        return layers
    activation = {"type": "activation", "function": network["activation"], "slope": 0.01}
    hidden = [layer for _ in network["hidden"] for layer in ({"type": "dense"}, activation)]
    return [*hidden, {"type": "dense"}]


def layers(network: dict[str, Any], version: int, arrays: dict[str, Array]) -> list[Function]:
    """The functions that a prediction applies, in order."""
    return _Layers(network["inputs"], arrays).functions(_descriptions(network, version))
