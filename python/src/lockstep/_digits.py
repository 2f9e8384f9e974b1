"""A data set to try things on."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from lockstep._jar import jar

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_FILE = "org/lockstep/spark/read/text/embedded/digits.csv"


def digits() -> DataFrame:
    """1,797 handwritten digits of 8 x 8 pixels from 0 to 16: `features`, 64 numbers row by row, and `label`.

    They are in the jar. E. Alpaydin and C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine
    Learning Repository, 1998, CC BY 4.0.
    """
    from lockstep._spark import check

    check()
    from lockstep.ml._frames import active

    with zipfile.ZipFile(jar()) as archive:
        lines = archive.read(_FILE).decode().splitlines()
    rows = [[float(number) for number in line.split(",")] for line in lines]
    return active().createDataFrame([(row[-1], row[:-1]) for row in rows], "label double, features array<double>")
