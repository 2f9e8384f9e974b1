"""A fit that people watch: with a progress bar, and stopped by Ctrl-C."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from pyspark.sql import SparkSession
from pyspark.sql.utils import is_remote
from pyspark.util import inheritable_thread_target

T = TypeVar("T")

_LOOK_EVERY = 0.1
_FIRST_LOOK = 0.5
_PATIENCE = 30.0

# As RemoteProgress on the Java side.
_PROGRESS = "spark.lockstep.progress."


def watched(spark: SparkSession, uid: str, epochs: int, fit: Callable[[], T]) -> T:
    """Runs a fit.

    In the main thread it shows the progress of the fit; an interrupt cancels the fit's jobs, waits
    for its end and leaves the session usable. Other threads only fit: those of a CrossValidator
    have a main thread that waits elsewhere.
    """
    if threading.current_thread() is not threading.main_thread():
        return fit()
    key = _PROGRESS + uid
    tag = f"lockstep-{uuid.uuid4()}"
    bar = _bar(epochs)
    result: list[T] = []
    failure: list[BaseException] = []

    done = threading.Event()  # an interrupted Thread.join would make the thread look ended

    def run() -> None:
        result.append(fit())

    def thread() -> None:
        try:
            inheriting()
        except BaseException as e:
            failure.append(e)
        finally:
            done.set()

    _add_tag(spark, tag)
    try:
        spark.conf.set(key, "")
        inheriting = _inheriting(spark, run)
        threading.Thread(target=thread, name=tag, daemon=True).start()
        try:
            _wait(done, bar, spark, key)
        except (KeyboardInterrupt, SystemExit):
            _cancel(spark, tag, done)
            raise
    finally:
        with contextlib.suppress(Exception):  # if the server is gone, the fit itself fails
            _remove_tag(spark, tag)
            spark.conf.unset(key)
        if bar is not None:
            bar.close()
    if failure:
        raise failure[0]
    return result[0]


def _inheriting(spark: SparkSession, run: Callable[[], None]) -> Callable[[], None]:
    """Runs in the group, the pool and the tags of this thread."""
    wrapper: Any = inheritable_thread_target(spark)
    inheriting: Callable[[], None] = run if wrapper is spark else wrapper(run)  # unchanged if threads are not pinned
    return inheriting


def _wait(done: threading.Event, bar: Any, spark: SparkSession, key: str) -> None:
    wait = _FIRST_LOOK
    while not done.wait(wait):
        _show(bar, spark, key)
        wait = _LOOK_EVERY
    _show(bar, spark, key)


def _show(bar: Any, spark: SparkSession, key: str) -> None:
    if bar is None:
        return
    with contextlib.suppress(Exception):  # a fit does not fail because its progress cannot be shown
        words = (spark.conf.get(key, "") or "").split()
        if len(words) == 3 and int(words[0]) > bar.n:
            bar.total = int(words[1])
            bar.set_postfix(loss=f"{float(words[2]):.4g}", refresh=False)
            bar.update(int(words[0]) - bar.n)


def _bar(epochs: int) -> Any:
    """A progress bar in a notebook or on a terminal, if tqdm is installed."""
    notebook = _in_notebook()
    if not notebook and not sys.stderr.isatty():
        return None
    try:
        if notebook:
            import ipywidgets  # noqa: F401
            from tqdm.notebook import tqdm
        else:
            from tqdm.std import tqdm
    except ImportError:
        try:
            from tqdm.std import tqdm
        except ImportError:
            return None
    return tqdm(total=epochs, unit="epoch", desc="fit")


def _in_notebook() -> bool:
    """Whether an IPython kernel runs this: a shell that does not show its output on a terminal."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return shell is not None and hasattr(shell, "kernel")


def _cancel(spark: SparkSession, tag: str, done: threading.Event) -> None:
    """Cancels the jobs of a fit until it ends: between two jobs there is none to cancel."""
    limit = time.monotonic() + _PATIENCE
    while time.monotonic() < limit:
        if is_remote():
            spark.interruptTag(tag)
        else:
            spark.sparkContext.cancelJobsWithTag(tag)
        if done.wait(_LOOK_EVERY):
            return
    print(f"the fit has not ended within {_PATIENCE:.0f} s of the interrupt and may continue", file=sys.stderr)


def _add_tag(spark: SparkSession, tag: str) -> None:
    if is_remote():
        spark.addTag(tag)
    else:
        spark.sparkContext.addJobTag(tag)


def _remove_tag(spark: SparkSession, tag: str) -> None:
    if is_remote():
        spark.removeTag(tag)
    else:
        spark.sparkContext.removeJobTag(tag)
