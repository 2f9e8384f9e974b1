"""A model's forward pass in NumPy, without Spark and without Java."""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import ArrayLike

from lockstep import _dates, _layers, _rows
from lockstep._layers import Array, Function, sigmoid


def _to_sum_one(p: Array) -> Array:
    total = p.sum(axis=1, keepdims=True)
    result: Array = np.where(total == 0, 1 / p.shape[1], p / np.where(total == 0, 1, total))
    return result


def _softmax(z: Array) -> Array:
    e = np.exp(z - z.max(axis=1, keepdims=True))
    result: Array = e / e.sum(axis=1, keepdims=True)
    return result


def _log(p: Array) -> Array:
    """The logarithm; finite even for 0, to which a tiny probability is rounded."""
    result: Array = np.log(np.maximum(p, np.finfo(np.float64).tiny))
    return result


def _members(network: dict[str, Any], version: int, arrays: dict[str, Array]) -> list[list[Function]]:
    """The layers of each network; with several, a model's arrays hold those of its members, one after another."""
    count: int = network.get("members", 1)
    if count == 1:
        return [_layers.layers(network, version, arrays)]
    return [
        _layers.layers(
            network, version, {name: array[member] if array.ndim > 1 else array for name, array in arrays.items()}
        )
        for member in range(count)
    ]


def _unscaling(header: dict[str, Any], arrays: dict[str, Array]) -> Function:
    """From the network's outputs to the targets' own unit; for classes and unscaled targets, the identity."""
    kind = header["target"].get("scaling", "none")
    if kind == "none":
        return lambda t: t
    shift, scale = arrays["target_shift"], arrays["target_scale"]
    if kind == "standard":
        return lambda t: t * scale + shift
    if kind == "log":
        return lambda t: _unlog(t * scale + shift)
    if kind == "clipped":
        low, high = arrays["target_low"], arrays["target_high"]
        return lambda t: np.clip(t * scale + shift, low, high)
    raise KeyError(kind)


def _unlog(t: Array) -> Array:
    with np.errstate(over="ignore"):
        result: Array = np.copysign(np.expm1(np.abs(t)), t)
    return result


def _numbers(values: ArrayLike, coerces: bool = False) -> Array:
    """Numbers, NaN for a missing one: also None and pandas' NA, and any text that is no number if texts are coerced."""
    column = np.asarray(values)
    if column.dtype == object:
        column = np.array([np.nan if _is_missing(v) or (coerces and _is_no_number(v)) else v for v in column])
    return column.astype(np.float64)


def _is_no_number(value: Any) -> bool:
    try:
        float(value)
    except (TypeError, ValueError):
        return True
    return False


def _date_values(values: ArrayLike, form: str, unit: str) -> Array:
    """Dates as whole units from 1970 on, which numbers are already; NaN if missing or not a date."""
    return np.array(
        [
            np.nan
            if _is_missing(v)
            else float(v)
            if isinstance(v, (int, float, np.number))
            else np.floor(_dates.seconds(v, form) / _dates.UNITS[unit])
            for v in np.asarray(values, dtype=object)
        ],
        dtype=np.float64,
    )


def _codes(values: ArrayLike, categories: list[str]) -> Array:
    """The index of each text in the categories; NaN if it is missing, -1 if it is not one of them."""
    known = {category: index for index, category in enumerate(categories)}
    codes = [np.nan if _is_missing(v) else known.get(_text(v), -1) for v in np.asarray(values, dtype=object)]
    return np.array(codes, dtype=np.float64)


def _text(value: Any) -> str:
    """As a file writes it: pandas turns 4711 into 4711.0 if another row has a gap."""
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value)) if whole else str(value)


def _is_missing(value: Any) -> bool:
    return value is None or value != value or str(value) in ("", "<NA>")


_WORD = re.compile(r"\w\w+")


def _murmur3(term: str) -> int:
    """MurmurHash3 of 32 bits with the seed 42, signed: what Spark's HashingTF computes."""
    data = term.encode("utf-8", "replace")
    h = 42
    for start in range(0, len(data) + 1, 4):
        k = int.from_bytes(data[start : start + 4], "little") * 0xCC9E2D51 & 0xFFFFFFFF
        k = (k << 15 | k >> 17) * 0x1B873593 & 0xFFFFFFFF
        h ^= k
        if start + 4 <= len(data):
            h = ((h << 13 | h >> 19) & 0xFFFFFFFF) * 5 + 0xE6546B64 & 0xFFFFFFFF
    h ^= len(data)
    h = (h ^ h >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    h = (h ^ h >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
    h ^= h >> 16
    return h - (1 << 32) if h >> 31 else h


class _Words:
    """How the words of a text become features, according to `text` in a column of `input`."""

    def __init__(self, description: dict[str, Any], width: int) -> None:
        self.width = width
        self.hashes: bool = description["kind"] == "hashing"
        self.places = {term: place for place, term in enumerate(description["terms"])}
        frequencies = np.array(description["frequencies"], dtype=np.float64)
        self.weights: Array = np.log((1 + description["documents"]) / (1 + frequencies)) + 1

    def _place(self, term: str) -> int:
        if term not in self.places:
            self.places[term] = _murmur3(term) % self.width if self.hashes else -1
        return self.places[term]

    def features(self, texts: Array) -> Array:
        """Counts times weights, each row divided by its norm: rows x width."""
        counts = np.zeros((len(texts), self.width))
        for i, text in enumerate(texts):
            for term in [] if _is_missing(text) else _WORD.findall(_text(text).lower()):
                place = self._place(term)
                if place >= 0:
                    counts[i, place] += 1
        weighed = counts * self.weights
        norms = np.sqrt((weighed**2).sum(axis=1, keepdims=True))
        result: Array = weighed / np.where(norms == 0, 1, norms)
        return result


class _Column:
    """How one raw column becomes features, according to `input` in `model.json`."""

    def __init__(self, description: dict[str, Any]) -> None:
        self.name: str = description["name"]
        self.width: int = description["width"]
        self.categories: list[str] = description.get("categories", [])
        self.form: str = description.get("form", "one-hot")
        self.missing: bool = description.get("missing", False)
        self.other: bool = description.get("other", False)
        self.fill: float | None = description.get("fill")
        self.indicator: bool = description.get("indicator", False)
        self.origin: float = description.get("origin", 0.0)
        self.coerces: bool = description.get("coerces", False)
        self.date: dict[str, Any] | None = description.get("date")
        self.words = _Words(description["text"], self.width) if "text" in description else None
        self.is_text = bool(self.categories) or "form" in description or self.words is not None
        is_vector = not self.is_text and self.date is None and self.fill is None and self.width > 1
        #: The number of its raw values in a row.
        self.values = self.width if is_vector else 1

    @property
    def is_plain(self) -> bool:
        """Whether its features are the raw values, none of which may be missing."""
        return not self.is_text and self.date is None and self.fill is None and self.origin == 0

    def raw(self, values: Array) -> Array:
        """Raw values as an array of numbers: categories become indices, words of texts features."""
        if self.words is not None:
            return self.words.features(values[:, 0])
        if self.is_text:
            return _codes(values[:, 0], self.categories)[:, None]
        if self.date is not None:
            return _date_values(values[:, 0], self.date["form"], self.date["unit"])[:, None] - self.origin
        return np.column_stack([_numbers(values[:, j], self.coerces) for j in range(self.values)]) - self.origin

    def features(self, raw: Array) -> Array:
        """The features of raw values that are rounded to the model's precision: rows x width."""
        if self.words is not None:
            return raw
        if self.is_text:
            return self._of_codes(raw[:, 0])
        missing = np.isnan(raw)
        filled: Array = raw if self.fill is None else np.where(missing, self.fill - self.origin, raw)
        if self.date is not None:
            unit = self.date["unit"]
            parts = [_dates.part_features(p, filled[:, 0], self.origin, unit) for p in self.date["parts"]]
            filled = np.hstack(parts)
        return np.hstack([filled, missing]) if self.indicator else filled

    def _of_codes(self, codes: Array) -> Array:
        is_missing = np.isnan(codes)
        known = np.where(is_missing, -1, codes).astype(int)
        count = len(self.categories)
        if self.form == "sign":
            return np.where(known < 0, 0.0, 2.0 * known - 1)[:, None]
        if self.form == "ordinal":
            return np.where(known < 0, (count - 1) / 2, known)[:, None]
        hot = np.full(len(codes), -1)
        hot[known >= 0] = known[known >= 0]
        if self.missing:
            hot[is_missing] = count
        if self.other:
            hot[(known < 0) & ~is_missing] = self.width - 1
        result: Array = (hot[:, None] == np.arange(self.width)).astype(np.float64)
        return result


class Scorer:
    """Scores rows with a `model.npz`, in the model's precision.

    It computes what `transform` computes, up to the last bits, which depend on the library that multiplies.

    >>> import numpy as np
    >>> scorer = Scorer.open("model.npz")                                       # doctest: +SKIP
    >>> scorer.predict(np.zeros((2, scorer.features)))                          # doctest: +SKIP
    array([0., 0.])
    """

    def __init__(self, file: bytes | BinaryIO, name: str = "model.npz") -> None:
        source = io.BytesIO(file) if isinstance(file, bytes) else file
        try:
            with np.load(source, allow_pickle=False) as entries:
                arrays = {key: entries[key] for key in entries.files}
            header: dict[str, Any] = json.loads(bytes(arrays.pop("model.json")))
            if header["format"] != "lockstep-model" or header["version"] not in (1, 2):
                raise KeyError("format")
            network = header["network"]
            members = _members(network, header["version"], arrays)
            columns = [_Column(column) for column in header["input"]]
            unscaled = _unscaling(header, arrays)
        except (EOFError, IndexError, KeyError, TypeError, ValueError, zipfile.BadZipFile):
            raise ValueError(
                f"[{name}] expected a model.npz of Lockstep, version 1 or 2, but found something else"
            ) from None
        self.header = header
        #: The number of features of a row.
        self.features: int = network["inputs"]
        #: Names of the classes, in the order of their numbers; empty for a regression or several labels.
        self.classes: list[str] = list(header["target"].get("classes", []))
        #: Names of the target columns; for several labels, in the order of their probabilities.
        self.targets: list[str] = list(header["target"]["columns"])
        #: The second of two classes is predicted if its probability is greater; None: if it is the likelier.
        self.threshold: float | None = header["target"].get("threshold")
        #: The weights `W1` (inputs x units), `W2`, ..., the biases `b1` (units), ..., and
        #: `scaling_shift` and `scaling_scale`, one per feature; if targets were scaled, also
        #: `target_shift` and `target_scale`, one per target, and if predictions are
        #: clipped, `target_low` and `target_high`.
        self.arrays: dict[str, Array] = arrays
        self._output: str = network["output_loss"]
        self._is_labels: bool = header["target"]["task"] == "multi-label"
        self._is_binary: bool = header["target"]["task"] == "binary"
        self._type = np.dtype(np.float32 if header["precision"] == "float" else np.float64)
        #: The number of networks that predict together, by the mean of their outputs: the first axis of their arrays.
        self.members: int = len(members)
        self._layers = members
        self._columns = columns
        self._is_plain = all(column.is_plain for column in columns)
        #: The number of raw values of a row, numbers and texts, in the order of `header["input"]`.
        self.values: int = sum(column.values for column in columns)
        self._is_clipped: bool = header["scaling"] == "robust"
        self._unscaled = unscaled
        self._shift = arrays["scaling_shift"].astype(self._type)
        self._factor = (1 / arrays["scaling_scale"]).astype(self._type)

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Scorer:
        """The scorer of a file, or of a directory with a `model.npz` in it."""
        where = os.path.join(path, "model.npz") if os.path.isdir(path) else path
        with open(where, "rb") as file:
            return cls(file, os.fspath(where))

    def logits(self, rows: ArrayLike) -> Array:
        """Z of the last layer: rows x outputs; for scaled targets, in the scaled unit.

        Parameters
        ----------
        rows
            Raw values: rows x values, or one row; or a pandas frame, or a dictionary by column name,
            of lists, or of single values for one row. A text is one of the column's categories or any
            other, or holds words if the column does; NaN and None are missing. A date is a text in the
            form of the training data, or a datetime.
        """
        x = self._checked(rows)
        a: Array = (x - self._shift) * self._factor
        if self._is_clipped:
            a = (a / np.sqrt(1 + a.astype(np.float64) ** 2 / 9)).astype(self._type)
        outputs = [self._through(layers, a) for layers in self._layers]
        return outputs[0] if len(outputs) == 1 else self._together(outputs)

    @staticmethod
    def _through(layers: list[Function], x: Array) -> Array:
        a = x
        for layer in layers:
            a = layer(a)
        return a.astype(np.float64)

    def _together(self, logits: list[Array]) -> Array:
        """The logits whose outputs are the mean of all members' outputs."""
        if self._output == "softmax-cross-entropy":
            return _log(np.mean([_softmax(z) for z in logits], axis=0))
        if self._output.startswith("sigmoid"):
            return _log(np.mean([sigmoid(z) for z in logits], axis=0)) - _log(
                np.mean([sigmoid(-z) for z in logits], axis=0)
            )
        if self._output.startswith("exp"):
            return _log(np.mean([np.exp(z) for z in logits], axis=0))
        mean: Array = np.mean(logits, axis=0)
        return mean

    def _checked(self, rows: ArrayLike) -> Array:
        has_names = _rows.has_names(rows)
        if has_names or not self._is_plain:
            return self._encoded(rows, has_names)
        try:
            x = np.atleast_2d(np.asarray(rows, dtype=np.float64))
        except (TypeError, ValueError):
            raise TypeError(
                f"[rows] expected rows of {self.features} numbers but found {type(rows).__name__}"
            ) from None
        self._check_width(x)
        with np.errstate(over="ignore"):
            rounded: Array = x.astype(self._type)
        if not np.isfinite(rounded).all():
            raise ValueError("[rows] expected finite numbers but found NaN or infinity")
        return rounded

    def _check_width(self, x: Array) -> None:
        if x.ndim != 2 or x.shape[1] != self.values:
            raise ValueError(f"[rows] expected rows of {self.values} features but found an array of shape {x.shape}")

    def _encoded(self, rows: Any, has_names: bool) -> Array:
        if has_names:
            named = {column.name: _rows.named(rows, column.name, column.values) for column in self._columns}
            _rows.check_lengths(named)
            parts = list(named.values())
        else:
            x = _rows.in_order(rows, [column.name for column in self._columns])
            self._check_width(x)
            ends = np.cumsum([column.values for column in self._columns])
            parts = [x[:, end - c.values : end] for end, c in zip(ends, self._columns, strict=True)]
        features = []
        for column, values in zip(self._columns, parts, strict=True):
            try:
                raw = column.raw(values)
            except (TypeError, ValueError):
                raise TypeError(f"[rows] expected numbers in column {column.name!r} but found text") from None
            with np.errstate(over="ignore"):
                rounded = raw if column.is_text else raw.astype(self._type).astype(np.float64)
            if np.isinf(rounded).any() or (np.isnan(rounded).any() and column.fill is None and not column.is_text):
                raise ValueError("[rows] expected finite numbers but found NaN or infinity")
            features.append(column.features(rounded))
        return np.hstack(features).astype(self._type)

    def raw(self, rows: ArrayLike) -> Array:
        """The raw prediction of each class: rows x classes; for several labels, of each label: rows x labels."""
        if self._is_labels:
            return self.logits(rows)
        self._need_classes()
        z = self.logits(rows)
        return np.hstack([-z, z]) if self._is_binary else z

    def probabilities(self, rows: ArrayLike) -> Array:
        """The probability of each class: rows x classes; for several labels, that each applies: rows x labels."""
        z = self.raw(rows)
        if self._is_labels:
            return sigmoid(z) if self._output.startswith("sigmoid") else np.clip(z, 0, 1)
        if self._output == "softmax-cross-entropy":
            return _softmax(z)
        if self._output.startswith("sigmoid"):
            p = sigmoid(z)
            return p if self._is_binary else _to_sum_one(p)
        if self._is_binary:
            second = np.clip(z[:, 1:], 0, 1)
            return np.hstack([1 - second, second])
        return _to_sum_one(np.maximum(z, 0))

    def _need_classes(self) -> None:
        if self._is_labels:
            raise TypeError("several labels are not classes: see predict and probabilities")
        if not self.classes:
            raise TypeError("a regression has no classes: see predict")

    def predict(self, rows: ArrayLike, thresholds: list[float] | None = None) -> Array:
        """The number of each row's class, as in `transform`; for a regression, the numbers in the targets' own unit.

        Returns
        -------
        One number per row; for a regression with several targets, rows x targets; for several labels,
        0 or 1 for each: rows x labels.
        """
        if self._is_labels:
            if thresholds is not None:
                raise TypeError("thresholds are for classes: a label is predicted if its probability is above 0.5")
            applies: Array = (self.probabilities(rows) > 0.5).astype(np.float64)
            return applies
        if self.classes:
            p = self.probabilities(rows)
            if thresholds is None and self.threshold is not None:
                second: Array = (p[:, 1] > self.threshold).astype(np.float64)
                return second
            if thresholds is not None:
                with np.errstate(divide="ignore", invalid="ignore"):
                    p = np.nan_to_num(p / np.asarray(thresholds), nan=-np.inf, posinf=np.inf)
            best: Array = p.argmax(axis=1).astype(np.float64)
            return best
        z = self.logits(rows)
        if self._output.startswith("sigmoid"):
            z = sigmoid(z)
        elif self._output.startswith("exp"):
            z = np.exp(z)
        y = self._unscaled(z)
        return y[:, 0] if y.shape[1] == 1 else y

    def labels(self, rows: ArrayLike) -> list[str]:
        """The name of each row's class; for several labels see `predict`, whose columns are named in `targets`."""
        self._need_classes()
        return [self.classes[int(k)] for k in self.predict(rows)]
