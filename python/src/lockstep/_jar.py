"""Where the Java side is."""

from __future__ import annotations

from pathlib import Path

NAME = "lockstep-all.jar"


def jar() -> str:
    """The path of `lockstep-all.jar`, for `spark.jars` or `--jars`.

    It comes with the wheel. Where this package was itself imported from the jar (`--py-files`), it
    is that file.
    """
    package = Path(__file__).parent
    inside = package / "jars" / NAME
    if inside.is_file():
        return str(inside)
    if package.parent.is_file():  # an entry of sys.path that is the jar itself
        return str(package.parent)
    raise FileNotFoundError(
        f"[{inside}] expected the jar that the wheel has but found nothing: "
        f"install the wheel, or give Spark {NAME} by spark.jars"
    )
