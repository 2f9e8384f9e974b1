"""The examples in the docstrings run and print what they show."""

from __future__ import annotations

import doctest
from typing import Any

import pytest

import lockstep
import lockstep.scorer
import org.lockstep.spark.ml as java_named
from lockstep.ml import MlpClassifier, MlpRegressor


@pytest.mark.parametrize("module", [java_named, lockstep, lockstep.scorer])
def test_examples_run_as_printed(module: Any, spark: Any) -> None:
    globs = {"spark": spark, "MlpClassifier": MlpClassifier, "MlpRegressor": MlpRegressor}
    result = doctest.testmod(module, extraglobs=globs, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.failed == 0
    assert result.attempted > (10 if module is java_named else 0)
