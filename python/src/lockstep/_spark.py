"""Checks to make before Spark is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

OLDEST = (4, 0)


def check() -> None:
    """Raises an ImportError with a one-line message if PySpark is missing or too old."""
    try:
        from pyspark.version import __version__ as found
    except ModuleNotFoundError:
        raise ImportError("Lockstep needs PySpark: pip install pyspark") from None
    if tuple(int(part) for part in found.split(".")[:2]) < OLDEST:
        raise ImportError(f"Lockstep needs PySpark 4.0 or newer, but this is {found}: pip install 'pyspark>=4.0'")


def no_jar() -> RuntimeError:
    """The error for a session whose JVM does not have our classes."""
    return RuntimeError(
        "the JVM of this process started without lockstep-all.jar, and it is too late to add it: restart Python "
        "(the notebook's kernel) and begin with lockstep.session(), or with spark.jars set to lockstep.jar(); "
        "in a job, call spark-submit with --jars lockstep-all.jar"
    )


def has_jar(spark: SparkSession) -> bool:
    """Whether a session's JVM has our classes; over Connect the first fit finds out."""
    from pyspark.sql.utils import is_remote

    if is_remote():
        return True
    jvm: Any = spark._jvm  # PySpark's own way to a class
    name = "org.lockstep.spark.ml.MlpClassifier"
    try:
        jvm.java.lang.Thread.currentThread().getContextClassLoader().loadClass(name)
    except Exception:
        return False
    return True
