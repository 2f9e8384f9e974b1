"""The command line: `python -m lockstep train --data table.csv`.

Arguments before `--` go to spark-submit: `python -m lockstep --master local[4] -- train ...`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from lockstep._jar import jar
from lockstep._spark import check


def command(args: list[str]) -> list[str]:
    """The call of spark-submit for these arguments."""
    check()
    from pyspark.find_spark_home import _find_spark_home

    at = args.index("--") if "--" in args else -1
    sparks, ours = (args[:at], args[at + 1 :]) if at >= 0 else ([], args)
    find: Any = _find_spark_home
    home: str = find()
    submit = os.path.join(home, "bin", "spark-submit.cmd" if os.name == "nt" else "spark-submit")
    return [submit, "--class", "org.lockstep.spark.Main", *_memory(sparks, home), *sparks, jar(), *(ours or ["--help"])]


def _memory(sparks: list[str], home: str) -> list[str]:
    """Half of this machine's memory for a driver that holds all the data, unless it is set; Spark's default is 1g."""
    local = "--master" not in sparks or any(word.startswith("local") for word in sparks)
    defaults = Path(os.environ.get("SPARK_CONF_DIR", f"{home}/conf"), "spark-defaults.conf")
    said = defaults.read_text() if defaults.is_file() else ""
    if not local or "SPARK_DRIVER_MEMORY" in os.environ or "spark.driver.memory" in said or "spark.master" in said:
        return []
    try:
        pages, page = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return []
    return ["--driver-memory", f"{max(1024, pages * page // 2**21)}m"]


def main() -> int:
    """Runs the command and returns its exit code."""
    try:
        call = command(sys.argv[1:])
    except (ImportError, FileNotFoundError) as e:
        print(f"lockstep: {e}", file=sys.stderr)
        return 1
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a task has one core
    os.environ.setdefault("MKL_THREADING_LAYER", "SEQUENTIAL")
    with subprocess.Popen(call) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:  # the JVM gets it too, and shuts down cleanly
                continue


if __name__ == "__main__":
    sys.exit(main())
