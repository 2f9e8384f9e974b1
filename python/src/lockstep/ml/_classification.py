"""The classifier and its model."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray
from pyspark.ml.classification import _JavaProbabilisticClassificationModel, _JavaProbabilisticClassifier
from pyspark.ml.linalg import Vector

from lockstep._rows import is_one_row
from lockstep.ml._estimator import JAVA_PACKAGE, MlpEstimator
from lockstep.ml._model import MlpModel
from lockstep.ml._params import PRESETS, PRESETS_OF_LABELS, ClassifierParams


class MlpClassifier(ClassifierParams, MlpEstimator, _JavaProbabilisticClassifier["MlpClassificationModel"]):
    """A multilayer perceptron that predicts classes.

    The same rows give the same model, bit for bit, whatever their order and partitioning, on any
    number of tasks. Labels are whole numbers from 0, of any numeric type; if the label column's
    metadata names the classes, as StringIndexer's does, the model keeps the names.

    Several labels at once, each of which applies or not, are columns of 0 and 1 that `labelCols`
    names, or a label column of vectors or arrays of them.

    Examples
    --------
    >>> from pyspark.ml.linalg import Vectors
    >>> rows = [(0.0, Vectors.dense(0.0, 0.1)), (1.0, Vectors.dense(1.0, 0.9))] * 20
    >>> df = spark.createDataFrame(rows, ["label", "features"])
    >>> mlp = MlpClassifier(hiddenLayers=[8], maxIter=30, batchSize=8, seed=1)
    >>> model = mlp.fit(df)
    >>> model.numClasses, model.summary.end
    (2, 'completed')
    >>> model.transform(df).where("prediction = label").count()
    40
    >>> model.predict([[0.0, 0.1], [1.0, 0.9]])
    array([0., 1.])
    >>> both = MlpClassifier(labelCols=["label", "low"], hiddenLayers=[8], maxIter=30, batchSize=8)
    >>> both.fit(df.selectExpr("features", "label", "1 - label AS low")).predict([[0.0, 0.1], [1.0, 0.9]])
    array([[0., 1.],
           [1., 0.]])
    """

    def _presets(self) -> dict[str, dict[str, Any]]:
        return PRESETS | PRESETS_OF_LABELS if self.isSet(self.labelCols) else PRESETS

    def _create_model(self, java_model: Any) -> MlpClassificationModel:
        return MlpClassificationModel(java_model)


class MlpClassificationModel(MlpModel, _JavaProbabilisticClassificationModel[Vector]):
    """A trained multilayer perceptron that predicts classes, or which of several labels apply.

    For several labels, `rawPrediction` and `probability` have a number for each label, and
    `prediction` is a vector: 1 where the probability is greater than 0.5, otherwise 0.

    Examples
    --------
    >>> from pyspark.ml.linalg import Vectors
    >>> rows = [(0.0, Vectors.dense(0.0, 0.1)), (1.0, Vectors.dense(1.0, 0.9))] * 20
    >>> model = MlpClassifier(maxIter=30, batchSize=8).fit(spark.createDataFrame(rows, ["label", "features"]))
    >>> model.labels
    ['0', '1']
    >>> sorted(model.to_numpy())
    ['W1', 'W2', 'b1', 'b2', 'scaling_scale', 'scaling_shift']
    >>> model.summary.toPandas()["train_loss"].is_monotonic_decreasing
    True
    """

    def __init__(self, java_model: Any = None) -> None:
        super().__init__(java_model)
        self._start()

    @property
    def labels(self) -> list[str]:
        """The names of the classes, in the order of their numbers; for several labels, the labels' names."""
        about = self._about()
        return list(about.get("labels", about["classes"]))

    def predictRaw(self, value: Any) -> Any:
        """The raw prediction of each class: a vector for a vector, an array for an array of rows."""
        if isinstance(value, Vector):
            return super().predictRaw(value)
        raw = self._scorer().raw(value)
        return raw[0] if is_one_row(value) else raw

    def predictProbability(self, value: Any) -> Any:
        """The probability of each class: a vector for a vector, an array for an array of rows."""
        if isinstance(value, Vector):
            return super().predictProbability(value)
        p = self._scorer().probabilities(value)
        return p[0] if is_one_row(value) else p

    def _predict_rows(self, value: Any) -> NDArray[Any]:
        thresholds = self.getThresholds() if self.isDefined(self.thresholds) else None
        return self._scorer().predict(value, thresholds)


for _class in (MlpClassifier, MlpClassificationModel):
    _class.__module__ = JAVA_PACKAGE
