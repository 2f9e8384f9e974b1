"""Estimators and models for Spark's Pipelines: `MlpClassifier` and `MlpRegressor`."""

from lockstep._spark import check

check()

from lockstep.ml._classification import MlpClassificationModel, MlpClassifier  # noqa: E402
from lockstep.ml._regression import MlpRegressionModel, MlpRegressor  # noqa: E402
from lockstep.ml._summary import MlpTrainingSummary  # noqa: E402

__all__ = [
    "MlpClassificationModel",
    "MlpClassifier",
    "MlpRegressionModel",
    "MlpRegressor",
    "MlpTrainingSummary",
]
