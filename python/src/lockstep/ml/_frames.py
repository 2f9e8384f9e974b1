"""What is accepted as a DataFrame."""

from __future__ import annotations

from typing import Any

from pyspark.sql import SparkSession
from pyspark.sql.utils import is_remote


def active() -> SparkSession:
    """The session in which a pandas frame becomes rows."""
    session = SparkSession.getActiveSession() or running()
    if session is None:
        raise RuntimeError("no Spark session is running: start one with lockstep.session()")
    return session


def running() -> SparkSession | None:
    """The session of this process, which not every thread has as its active one."""
    if is_remote():
        from pyspark.sql.connect.session import SparkSession as RemoteSession

        return RemoteSession._default_session  # type: ignore[return-value]
    from pyspark import SparkContext

    return None if SparkContext._active_spark_context is None else SparkSession.builder.getOrCreate()


def is_pandas(data: Any) -> bool:
    """Whether this is a frame of pandas itself, checked without importing pandas."""
    return type(data).__module__.split(".")[0] == "pandas" and type(data).__name__ == "DataFrame"


def as_dataframe(data: Any) -> Any:
    """A Spark DataFrame from data with columns and rows.

    Raises
    ------
    TypeError
        For anything else.
    """
    kind = type(data)
    if kind.__module__.startswith("pyspark.sql") and kind.__name__ == "DataFrame":
        return data
    if kind.__module__.startswith("pyspark.pandas") and hasattr(data, "to_spark"):
        return data.to_spark()
    if is_pandas(data):
        if data.empty:
            raise ValueError(f"[dataset] expected rows but found an empty frame of {len(data.columns)} columns")
        return active().createDataFrame(_plain(data))
    raise TypeError(
        f"[dataset] expected a DataFrame of Spark or of pandas but found {kind.__name__}"
        + ("; the label is a column of it, and model.predict takes arrays" if kind.__module__ == "numpy" else "")
    )


def _plain(frame: Any) -> Any:
    """Turns arrays in a column into lists, which every version of Spark accepts."""
    import numpy as np

    arrays = [
        name
        for name in frame.columns
        if frame[name].dtype == object and len(frame) and isinstance(frame[name].iloc[0], np.ndarray)
    ]
    return frame.assign(**{name: frame[name].map(lambda a: a.tolist()) for name in arrays}) if arrays else frame
