"""What must be right before anything of Spark's is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

OLDEST = (4, 0)


def check() -> None:
    """Raises an ImportError of one line where PySpark is missing or too old."""
    try:
        from pyspark.version import __version__ as found
    except ModuleNotFoundError:
        raise ImportError("Lockstep needs PySpark: pip install pyspark") from None
    if tuple(int(part) for part in found.split(".")[:2]) < OLDEST:
        raise ImportError(f"Lockstep needs PySpark 4.0 or newer, and this is {found}: pip install 'pyspark>=4.0'")


def no_jar() -> RuntimeError:
    """For a session whose JVM does not know our classes."""
    return RuntimeError(
        "the JVM of this process has started without lockstep-all.jar, and it is too late to add it: restart Python "
        "(the notebook's kernel) and begin with lockstep.session(), or with spark.jars set to lockstep.jar(); "
        "in a job, call spark-submit with --jars lockstep-all.jar"
    )


def has_jar(spark: SparkSession) -> bool:
    """Whether a session's JVM knows our classes; over Connect its first fit tells."""
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
