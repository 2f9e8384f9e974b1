"""The regressor and its model."""

from __future__ import annotations

from typing import Any

from pyspark.ml.linalg import Vector
from pyspark.ml.regression import _JavaRegressionModel, _JavaRegressor

from lockstep.ml._estimator import JAVA_PACKAGE, MlpEstimator
from lockstep.ml._model import MlpModel
from lockstep.ml._params import PRESETS, PRESETS_OF_NUMBERS, RegressorParams


class MlpRegressor(RegressorParams, MlpEstimator, _JavaRegressor["MlpRegressionModel"]):
    """A multilayer perceptron that predicts a number, or several.

    The label is a number, or a vector or an array of several; `labelCols` names several columns.

    Examples
    --------
    >>> from pyspark.ml.linalg import Vectors
    >>> rows = [(2.0 * i + 1, Vectors.dense(i / 10)) for i in range(40)]
    >>> df = spark.createDataFrame(rows, ["label", "features"])
    >>> model = MlpRegressor(hiddenLayers=[], solver="adam", stepSize=0.5, maxIter=200, batchSize=10).fit(df)
    >>> abs(model.predict([1.0]) - 21) < 1
    True
    """

    def _presets(self) -> dict[str, dict[str, Any]]:
        return PRESETS | PRESETS_OF_NUMBERS

    def _create_model(self, java_model: Any) -> MlpRegressionModel:
        return MlpRegressionModel(java_model)


class MlpRegressionModel(MlpModel, _JavaRegressionModel[Vector]):
    """A trained multilayer perceptron that predicts a number, or several.

    Examples
    --------
    >>> from pyspark.ml.linalg import Vectors
    >>> rows = [((2.0 * i, 1.0 * i), Vectors.dense(i / 10)) for i in range(40)]
    >>> df = spark.createDataFrame([(*y, x) for y, x in rows], ["y", "z", "features"])
    >>> model = MlpRegressor(labelCols=["y", "z"], hiddenLayers=[], maxIter=5).fit(df)
    >>> model.numTargets, model.predict([[0.5], [1.0]]).shape
    (2, (2, 2))
    """

    def __init__(self, java_model: Any = None) -> None:
        super().__init__(java_model)
        self._start()

    @property
    def numTargets(self) -> int:
        """The number of targets, and so of numbers in a prediction."""
        return int(self._about()["outputs"])


for _class in (MlpRegressor, MlpRegressionModel):
    _class.__module__ = JAVA_PACKAGE
