"""Keyword arguments of constructors: only those that exist, and help for those that do not."""

from __future__ import annotations

import difflib
import functools
import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np
from pyspark.ml.param import Params
from pyspark.sql.utils import is_remote

if TYPE_CHECKING:
    from typing_extensions import Self

F = TypeVar("F", bound=Callable[..., Any])

# An empty list, which Spark Connect cannot send; Java reads it as one.
NO_LAYER = [-1]

ALL_ROWS = 2**63 - 1

# Names in other libraries, and the names here.
FOREIGN = {
    "hidden_layer_sizes": "hiddenLayers",
    "hidden_layers": "hiddenLayers",
    "hidden": "hiddenLayers",
    "units": "hiddenLayers",
    "learning_rate_init": "stepSize",
    "learning_rate": "stepSize (schedule sets how it changes)",
    "lr": "stepSize",
    "alpha": "regParam",
    "l2": "regParam",
    "weight_decay": "weightDecay",
    "beta_1": "beta1",
    "beta_2": "beta2",
    "betas": "beta1 and beta2",
    "eps": "epsilon",
    "max_iter": "maxIter",
    "epochs": "maxIter",
    "n_epochs": "maxIter",
    "num_epochs": "maxIter",
    "batch_size": "batchSize",
    "blockSize": "batchSize",
    "random_state": "seed",
    "optimizer": "solver",
    "n_iter_no_change": "patience",
    "early_stopping": "patience, with validationFraction",
    "validation_fraction": "validationFraction",
    "validation_split": "validationFraction",
    "class_weight": "classWeights",
    "nesterovs_momentum": "solver='nesterov'",
    "dropout_rate": "dropout",
    "warm_start": "the method setInitialModel",
    "initialWeights": "initFrom",
    "learningRate": "stepSize",
    "numEpochs": "maxIter",
    "preset": "the method setPreset",
    "sample_weight": "weightCol",
    "n_jobs": "tasks",
    "standardize": "scale",
    "hidden_units": "hiddenLayers",
    "loss_function": "loss",
    "early_stop": "patience, with validationFraction",
    "featuresCols": "inputCols",
}

# Methods and attributes of scikit-learn's estimators.
METHODS = {
    "score": "use an evaluator of pyspark.ml.evaluation on the result of transform",
    "predict_proba": "here it is predictProbability",
    "coefs_": "here it is to_numpy()",
    "intercepts_": "here it is to_numpy()",
    "loss_curve_": "here it is summary.objectiveHistory",
    "classes_": "here it is labels",
    "get_params": "here it is extractParamMap() or explainParams()",
    "set_params": "here it is setParams",
}


def unknown(owner: str, name: str, known: list[str]) -> TypeError:
    """The exception for a keyword that does not exist."""
    close = [FOREIGN[name]] if name in FOREIGN else difflib.get_close_matches(name, known, 1, 0.7)
    hint = f"; here it is {close[0]}" if name in FOREIGN else f"; did you mean '{close[0]}'?" if close else ""
    return TypeError(f"{owner} has no parameter '{name}'{hint}")


def _quoted(label: Any) -> str:
    """A class as `classWeights` names it: 2.0, a label in a DataFrame, is class 2."""
    value = label.item() if isinstance(label, np.generic) else label
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    return '"' + text.replace('"', '""') + '"'


def plain(name: str, value: Any) -> Any:
    """A value as PySpark accepts it: a Python number for one of NumPy's."""
    if isinstance(value, np.generic):
        return value.item()
    if name == "hiddenLayers":
        if isinstance(value, int) and not isinstance(value, bool):
            return [value]
        if is_remote() and isinstance(value, (list, tuple, np.ndarray)) and not len(value):
            return NO_LAYER
    if name == "batchSize" and value == "full":
        return ALL_ROWS
    if name == "classWeights" and isinstance(value, Mapping):
        return ",".join(f"{_quoted(of)}={float(weight)!r}" for of, weight in value.items())
    if name == "featuresCol" and isinstance(value, (list, tuple)):
        raise TypeError(
            "featuresCol names one column, of vectors: VectorAssembler(inputCols=[...], outputCol='features') makes it"
        )
    return value


def keywords(method: F) -> F:
    """Keeps the given keywords, and rejects those that do not exist."""
    known = [name for name in inspect.signature(method).parameters if name != "self"]

    @functools.wraps(method)
    def checked(self: Any, *args: Any, **given: Any) -> Any:
        owner = type(self).__name__
        if args:
            raise TypeError(f"{owner} takes its parameters by keyword, as in {owner}({known[0]}=...)")
        for name in given:
            if name not in known:
                raise unknown(owner, name, known)
        self._input_kwargs = given
        return method(self, **given)

    return cast(F, checked)


class WithKeywords(Params):
    """An object with parameters, some of them given by keyword."""

    _input_kwargs: dict[str, Any]
    _java_obj: Any = None

    def _set(self, **given: Any) -> Self:
        """Sets parameters; NumPy's numbers are accepted."""
        return super()._set(**{name: plain(name, value) for name, value in given.items() if value is not None})

    if not TYPE_CHECKING:  # for which there is no such attribute either

        def __getattr__(self, name: str) -> Any:
            """Names the method here for another library's."""
            hint = f"; {METHODS[name]}" if name in METHODS else ""
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'{hint}")

    def _begin(self) -> None:
        """Sets the constructor's keywords."""
