"""The classes of `lockstep.ml` under the names of their Java twins.

PySpark makes the one name of the other when it loads a Pipeline. `org` and the packages below it
have no `__init__`, so that others can have packages there, too.
"""

from lockstep.ml import (
    MlpClassificationModel,
    MlpClassifier,
    MlpRegressionModel,
    MlpRegressor,
    MlpTrainingSummary,
)

__all__ = [
    "MlpClassificationModel",
    "MlpClassifier",
    "MlpRegressionModel",
    "MlpRegressor",
    "MlpTrainingSummary",
]
