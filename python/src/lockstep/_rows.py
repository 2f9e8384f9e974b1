"""The shapes in which callers give rows: arrays, lists, dictionaries of columns, frames of pandas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from lockstep._layers import Array


def is_one_row(rows: Any) -> bool:
    """Whether these are the values of a single row: a flat list or array, or a dictionary of single values."""
    if isinstance(rows, Mapping):
        return bool(rows) and all(np.ndim(value) == 0 for value in rows.values())
    return np.ndim(rows) == 1


def has_names(rows: Any) -> bool:
    """Whether the columns have names, as in a dictionary or a frame.

    Raises
    ------
    TypeError
        For a DataFrame of Spark.
    """
    kind = type(rows)
    if kind.__module__.startswith("pyspark.sql") and kind.__name__ == "DataFrame":
        raise TypeError(
            "[rows] expected an array, a list, a dictionary or a frame of pandas but found a DataFrame of Spark, "
            "which model.transform takes"
        )
    return isinstance(rows, Mapping) or hasattr(rows, "columns")


def named(rows: Any, name: str, width: int) -> Array:
    """The raw values of a column: rows x width, one row for a single value."""
    if name not in rows:
        raise ValueError(f"[rows] expected a column {name!r} but found {', '.join(map(str, rows)) or 'none'}")
    values = rows[name]
    if width > 1:
        return _vectors(values, name, width)
    if isinstance(values, np.ndarray) and values.dtype.kind == "M":
        values = values.astype("datetime64[s]")  # nanoseconds would become whole numbers
    column = np.asarray([values] if np.ndim(values) == 0 else values, dtype=object)
    if column.ndim != 1:
        raise ValueError(f"[rows] expected a value for each row in column {name!r} but found shape {column.shape}")
    return column[:, None]


def _vectors(values: Any, name: str, width: int) -> Array:
    try:
        column = np.atleast_2d(np.stack([np.asarray(row, dtype=np.float64) for row in values]))
    except (TypeError, ValueError):
        raise TypeError(
            f"[rows] expected vectors of {width} numbers in column {name!r} but found {type(values).__name__}"
        ) from None
    if column.ndim != 2 or column.shape[1] != width:
        raise ValueError(f"[rows] expected vectors of {width} numbers in column {name!r} but found {column.shape}")
    return column


def check_lengths(parts: dict[str, Array]) -> None:
    """Refuses columns of different lengths."""
    lengths = {name: len(part) for name, part in parts.items()}
    if len(set(lengths.values())) > 1:
        found = ", ".join(f"{length} in {name!r}" for name, length in lengths.items())
        raise ValueError(f"[rows] expected as many values in each column but found {found}")


def in_order(rows: Any, names: list[str]) -> Array:
    """Rows without names as an array of objects, whose values are in the order of these columns."""
    kind = type(rows).__name__
    try:
        x = np.asarray(rows, dtype=object)
    except ValueError:  # rows of different lengths
        x = np.asarray(None)
    inner = next((v for v in x.flat if isinstance(v, (Mapping, list, tuple, np.ndarray))), None)
    if x.ndim == 0 or inner is not None:
        found = kind if inner is None else f"{kind} of {type(inner).__name__}"
        raise TypeError(
            f"[rows] expected rows with a value for each of {', '.join(names)}, or a dictionary of columns, "
            f"but found {found}"
        )
    return np.atleast_2d(x)
