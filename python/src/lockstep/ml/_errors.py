"""Failures of the JVM as Python exceptions."""

from __future__ import annotations

import re

from pyspark.errors import IllegalArgumentException

from lockstep._version import JAR_VERSION

# Our message within Spark's: its place, what was expected and what was found.
_OURS = re.compile(r"(?:^|Exception: |\n)(\[[^\]\n]+\] (?:expected|could not) [^\n]+)")


def one_line(failure: Exception) -> Exception:
    """The failure as a Python exception; if it holds a message of ours, only that, without the JVM's stack trace."""
    text = str(failure).split("\n\nJVM stacktrace", 1)[0]
    ours = _OURS.search(text)
    if "Unsupported ML operator" in text or "Unsupported Estimator" in text:
        return RuntimeError(
            "the Spark Connect server has no lockstep-all.jar: start it with --jars lockstep-all.jar; "
            "a session artifact is not enough"
        )
    if "Param callerVersion does not exist" in text:
        return RuntimeError(f"lockstep-all.jar is older than this package, which needs version {JAR_VERSION}")
    if ours is not None:
        return IllegalArgumentException(ours.group(1))
    return IllegalArgumentException(text) if isinstance(failure, IllegalArgumentException) else failure
