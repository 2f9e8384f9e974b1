"""Fits that a user watches: interrupts, the progress bar, job groups."""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
import time

import pytest
from conftest import SESSION

# Trains for minutes.
LONG = """
from pyspark.ml.linalg import Vectors
from lockstep.ml import MlpClassifier
rows = [(float(i % 2), Vectors.dense(i % 2, i)) for i in range(4000)]
df = spark.createDataFrame(rows, ["label", "features"])
mlp = MlpClassifier(hiddenLayers=[100], batchSize=4, maxIter=1000000)
"""


def start(program: str, address: str, **pipes: object) -> subprocess.Popen[str]:
    env = {**os.environ, "LOCKSTEP_ADDRESS": address}
    return subprocess.Popen([sys.executable, "-uc", program], env=env, text=True, **pipes)  # type: ignore[call-overload, no-any-return]


def test_an_interrupt_ends_the_fit_and_leaves_the_session_usable(address: str) -> None:
    program = (
        SESSION
        + LONG
        + """
import signal, threading, time
def report_when_fitting():
    while not spark.conf.get("spark.lockstep.progress." + mlp.uid, ""):
        time.sleep(0.1)
    print("fitting", flush=True)
threading.Thread(target=report_when_fitting, daemon=True).start()
def interrupt(*args):
    global began
    began = time.monotonic()
    previous_handler(*args)
previous_handler = signal.getsignal(signal.SIGINT)
if not callable(previous_handler):  # background jobs of a shell ignore interrupts
    previous_handler = signal.default_int_handler
signal.signal(signal.SIGINT, interrupt)
try:
    mlp.fit(df)
except KeyboardInterrupt:
    print("ended within 20 s:", time.monotonic() - began < 20)
    print("interrupted", df.count(), MlpClassifier(maxIter=1).fit(df).numClasses)
    if not address:
        print("active", len(spark.sparkContext.statusTracker().getActiveJobsIds()))
spark.stop()
"""
    )
    process = start(program, address, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == "fitting\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=90)
    assert "interrupted 4000 2" in out, err
    assert "ended within 20 s: True" in out, "the fit was abandoned, not ended"
    assert address or "active 0" in out


@pytest.mark.once
def test_a_terminal_shows_a_progress_bar(address: str) -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    program = SESSION + LONG + 'mlp.fit(df.limit(500), {"maxIter": 60})\nspark.stop()\n'
    process = start(program, address, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    shown = b""
    limit = time.monotonic() + 90
    while time.monotonic() < limit:
        try:
            part = os.read(ours, 65536)
        except OSError:  # raised once the other side of the terminal is closed
            break
        if not part:
            break
        shown += part
    assert process.wait(30) == 0, shown
    assert b"epoch" in shown and b"loss=" in shown, shown


@pytest.mark.once
def test_output_to_a_file_shows_no_progress_bar(address: str) -> None:
    program = SESSION + LONG + 'mlp.fit(df.limit(500), {"maxIter": 5})\nspark.stop()\n'
    process = start(program, address, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = process.communicate(timeout=90)
    assert process.returncode == 0, err
    assert "epoch" not in out + err


@pytest.mark.classic
def test_a_fit_runs_in_its_callers_job_group(flowers: object, spark: object) -> None:
    from lockstep.ml import MlpClassifier

    context = spark.sparkContext  # type: ignore[attr-defined]
    context.setJobGroup("mine", "a fit")
    try:
        MlpClassifier(maxIter=1).fit(flowers)
        assert context.statusTracker().getJobIdsForGroup("mine")
    finally:
        context.setLocalProperty("spark.jobGroup.id", None)
