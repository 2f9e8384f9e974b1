"""A Spark session that has Lockstep on its class path."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING

from lockstep._jar import jar

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# Defaults for interactive use: only our progress bar, and this Python for Spark's workers.
_CONSOLE = "spark.ui.showConsoleProgress"
_WORKERS = "PYSPARK_PYTHON"


def session(config: Mapping[str, str] | None = None, *, master: str | None = None) -> SparkSession:
    """A Spark session with Lockstep's jar: a new one, or the running one if it has the jar.

    Parameters
    ----------
    config
        Spark's settings, such as ``{"spark.driver.memory": "4g"}``; jars in ``spark.jars`` are added to Lockstep's.
    master
        The cluster; by default that of Spark's own settings, otherwise all cores of this machine.

    Raises
    ------
    RuntimeError
        If this process has or had a session without the jar, or if Java does not start.
    """
    from lockstep._spark import check, has_jar, no_jar

    check()
    if config is not None and not isinstance(config, Mapping):
        raise TypeError(f"[config] expected a map of Spark's settings but found {type(config).__name__}; see master")
    from pyspark.sql import SparkSession

    from lockstep.ml._frames import running

    builder = SparkSession.builder
    there = running()
    if there is None:
        os.environ.setdefault(_WORKERS, sys.executable)
        builder = builder.appName("lockstep").config("spark.jars", _with_jar(config)).config(_CONSOLE, "false")
        if master is not None:
            builder = builder.master(master)
    elif master is not None and there.conf.get("spark.master", master) != master:
        warnings.warn(f"a session runs on {there.conf.get('spark.master')} already: master is ignored", stacklevel=2)
    for name, value in (config or {}).items():
        if name != "spark.jars":
            builder = builder.config(name, value)
    try:
        spark = builder.getOrCreate()
    except Exception as e:
        if type(e).__name__ == "PySparkRuntimeError" and "JAVA_GATEWAY_EXITED" in str(e):
            raise RuntimeError("Spark needs Java 17 or 21, but none starts: install it, or set JAVA_HOME") from None
        raise
    if not has_jar(spark):
        raise no_jar()
    return spark


def _with_jar(config: Mapping[str, str] | None) -> str:
    others = (config or {}).get("spark.jars", "")
    return f"{others},{jar()}" if others else jar()
