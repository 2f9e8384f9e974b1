"""Where the Java side is."""

from __future__ import annotations

from pathlib import Path

NAME = "lockstep-all.jar"


def jar() -> str:
    """The path of `lockstep-all.jar`, for `spark.jars` or `--jars`.

    It comes with the wheel. If this package was itself imported from the jar (`--py-files`), the path is
    that of this jar.
    """
    package = Path(__file__).parent
    inside = package / "jars" / NAME
    if inside.is_file():
        return str(inside)
    if package.parent.is_file():  # an entry of sys.path that is the jar itself
        return str(package.parent)
    raise FileNotFoundError(
        f"[{inside}] expected the jar of the wheel but found nothing: "
        f"install the wheel, or pass {NAME} to Spark in spark.jars"
    )
