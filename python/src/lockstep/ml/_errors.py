"""Failures of the JVM in words for Python."""

from __future__ import annotations

import re

from pyspark.errors import IllegalArgumentException

from lockstep._version import JAR_VERSION

# A message of ours within Spark's: its place, what was expected and what was found.
_OURS = re.compile(r"(?:^|Exception: |\n)(\[[^\]\n]+\] (?:expected|could not) [^\n]+)")


def one_line(failure: Exception) -> Exception:
    """A failure in words for Python, without the trace of the JVM, where our own words are in it."""
    text = str(failure).split("\n\nJVM stacktrace", 1)[0]
    ours = _OURS.search(text)
    if "Unsupported ML operator" in text or "Unsupported Estimator" in text:
        return RuntimeError(
            "the Spark Connect server has no lockstep-all.jar: start it with --jars lockstep-all.jar; "
            "an artifact of a session is not enough"
        )
    if "Param callerVersion does not exist" in text:
        return RuntimeError(f"lockstep-all.jar is older than this package: version {JAR_VERSION} belongs to it")
    if ours is not None:
        return IllegalArgumentException(ours.group(1))
    return IllegalArgumentException(text) if isinstance(failure, IllegalArgumentException) else failure
