"""One Spark session per run: in this process's JVM (classic), or on a Spark Connect server in another process.

LOCKSTEP_MODE is classic or connect; scripts/python-suite runs both, on each Spark.
LOCKSTEP_ONCE is set in the runs of the newest Spark.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import lockstep

MODE = os.environ.get("LOCKSTEP_MODE", "classic")
IS_CONNECT = MODE == "connect"
# Where runs leave files for one another: saved models, and the fingerprints of weights.
EXCHANGE = Path(os.environ.get("LOCKSTEP_EXCHANGE", "/nonexistent"))

QUIET = {"spark.ui.enabled": "false", "spark.log.level": "ERROR", "spark.sql.shuffle.partitions": "2"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Removes the tests that only other runs contain, rather than report them as skipped."""
    others = ["classic" if IS_CONNECT else "connect"] + ([] if os.environ.get("LOCKSTEP_ONCE") else ["once"])
    items[:] = [item for item in items if not any(item.get_closest_marker(other) for other in others)]


def _free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def start_server(log: Path, *options: str) -> tuple[subprocess.Popen[bytes], str]:
    """Starts a Spark Connect server in its own process and returns the process and its address."""
    port = _free_port()
    conf = {**QUIET, "spark.connect.grpc.binding.port": str(port), "spark.connect.grpc.binding.address": "127.0.0.1"}
    settings = [word for name, value in conf.items() for word in ("--conf", f"{name}={value}")]
    submit = os.path.join(os.environ["SPARK_HOME"], "bin", "spark-submit")
    server = "org.apache.spark.sql.connect.service.SparkConnectServer"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [submit, "--master", "local[2]", *options, *settings, "--class", server, "spark-internal"],
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    limit = time.monotonic() + 60
    while time.monotonic() < limit:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return process, f"sc://127.0.0.1:{port}"
        except OSError:
            assert process.poll() is None, log.read_text()
            time.sleep(0.2)
    process.kill()
    raise AssertionError(f"the server did not answer within 60 s: {log.read_text()}")


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Connect server that has the jar; empty in classic mode."""
    if not IS_CONNECT:
        yield ""
        return
    process, server_address = start_server(tmp_path_factory.mktemp("server") / "log", "--jars", lockstep.jar())
    yield server_address
    process.terminate()
    process.wait(30)


@pytest.fixture(scope="session")
def spark(address: str) -> Iterator[Any]:
    from pyspark.sql import SparkSession

    if IS_CONNECT:
        session = SparkSession.builder.remote(address).getOrCreate()
    else:
        session = lockstep.session(QUIET, master="local[2]")
    yield session
    session.stop()


@pytest.fixture(scope="session")
def flowers(spark: Any) -> Any:
    """Three classes of points around three corners: 90 rows of label and features."""
    import numpy as np
    from pyspark.ml.linalg import Vectors

    random = np.random.default_rng(7)
    corners = np.array([[0.0, 0.0], [3.0, 0.0], [0.0, 3.0]])
    rows = []
    for i in range(90):
        point = corners[i % 3] + random.normal(0, 0.4, 2)
        rows.append((i, float(i % 3), Vectors.dense(point), float(point.sum())))
    return spark.createDataFrame(rows, ["id", "label", "features", "total"])


@pytest.fixture
def run_elsewhere(address: str) -> Any:
    """Runs a program in another process, in the same mode, and returns the finished process."""

    def run(program: str, *, check: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "LOCKSTEP_ADDRESS": address, **environment}
        done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, timeout=120)
        assert not check or done.returncode == 0, done.stderr
        return done

    return run


# The first lines of a program for run_elsewhere.
SESSION = """
import os
from pyspark.sql import SparkSession
address = os.environ["LOCKSTEP_ADDRESS"]
if address:
    spark = SparkSession.builder.remote(address).getOrCreate()
else:
    import lockstep
    spark = lockstep.session({"spark.ui.enabled": "false", "spark.log.level": "ERROR"}, master="local[2]")
"""
