"""What both models share."""

from __future__ import annotations

import json
import threading
import warnings
from typing import Any

from numpy.typing import NDArray
from pyspark.ml.linalg import Vector
from pyspark.sql import SparkSession

from lockstep._rows import is_one_row
from lockstep.ml._errors import one_line
from lockstep.ml._frames import active, as_dataframe, is_pandas
from lockstep.ml._instance import Instance
from lockstep.ml._params import DEFAULTS, ModelParams
from lockstep.ml._summary import MlpTrainingSummary
from lockstep.scorer import Scorer

# To ask the model something, a parameter is set for the time of the question.
_ASKING = threading.RLock()

_PREDICTIONS = "predictions"


class MlpModel(Instance, ModelParams):
    """Scores DataFrames on the cluster and arrays here, and describes its training."""

    _facts: dict[str, Any] | None = None
    _history: tuple[list[Any], Any] | None = None  # rows, and their schema
    _own_scorer: Scorer | None = None
    _session: SparkSession | None = None  # not active in every thread

    def _start(self) -> None:
        self._setDefault(**{name: value for name, value in DEFAULTS.items() if self.hasParam(name)})
        self._set(answer=_PREDICTIONS)  # set each time: a server may keep the last value

    def _complete(self, session: SparkSession) -> None:
        """After a fit: takes its history, because a server may evict the model, and the number of
        shards, which is part of the result.
        """
        self._session = session
        self._set(shards=self._about().get("shards"))
        history = self._ask("history")
        self._history = history.collect(), history.schema
        if self.summary.end == "diverged":
            warnings.warn(
                f"the training diverged: {self.summary.detail}; the model is the last before that. "
                "A smaller stepSize, clipNorm or solver='adam' helps",
                stacklevel=5,
            )

    def transform(self, dataset: Any, params: Any = None) -> Any:
        """Adds predictions to a DataFrame. A frame of pandas comes back as one.

        Raises
        ------
        IllegalArgumentException
            In one line, if a column is invalid.
        """
        scored = super().transform(as_dataframe(dataset), params)  # type: ignore[misc]
        if not is_pandas(dataset):
            return scored
        try:
            frame = scored.toPandas()
        except Exception as e:
            told = one_line(e)
            if told is e:
                raise
            raise told from None
        if len(frame) == len(dataset):
            frame.index = dataset.index
        return frame

    def copy(self, extra: Any = None) -> Any:
        """A copy with the same uid and additional parameters."""
        copy = super().copy(extra)
        copy._set(answer=_PREDICTIONS)  # whatever this model is being asked
        return copy

    def _transform(self, dataset: Any) -> Any:
        with _ASKING:
            return super()._transform(dataset)  # type: ignore[misc]

    def _ask(self, question: str) -> Any:
        """What the model knows, as a DataFrame: the only way that also works over Spark Connect."""
        nothing = (self._session or active()).range(0)
        with _ASKING:
            self._set(answer=question)
            try:
                return self._transform(nothing)
            finally:
                self._set(answer=_PREDICTIONS)

    def _about(self) -> dict[str, Any]:
        if self._facts is None:
            self._facts = json.loads(self._ask("about").head()[0])
        return self._facts

    def _scorer(self) -> Scorer:
        if self._own_scorer is None:
            parts = sorted(self._ask("file").collect())
            self._own_scorer = Scorer(b"".join(bytes(part["bytes"]) for part in parts))
        return self._own_scorer

    def to_numpy(self) -> dict[str, NDArray[Any]]:
        """The arrays of the model: `W1` (inputs x units), `b1` (units), `W2`, ..., and the scaling
        of features, `(x - scaling_shift) / scaling_scale`. If targets were scaled, outputs are scaled
        back by `* target_scale + target_shift`, and clipped to `target_low` and `target_high` if these exist.
        """
        return {name: array.copy() for name, array in self._scorer().arrays.items()}

    @property
    def hasSummary(self) -> bool:
        """Whether this model was trained here, and so has a summary."""
        return self._history is not None

    @property
    def summary(self) -> MlpTrainingSummary:
        """How the training went.

        Raises
        ------
        RuntimeError
            For a loaded model.
        """
        if self._history is None:
            raise RuntimeError(f"no summary: this {type(self).__name__} was loaded, not trained here")
        return MlpTrainingSummary(self._about()["summary"], *self._history, self._session)

    def predict(self, value: Any) -> Any:
        """Predicts without a job.

        A vector of Spark's gives a number, with the bits of `transform`. Arrays, lists, frames of pandas
        and dictionaries by column name are computed here, by NumPy. One row, a flat list or a dictionary
        of single values, gives a number (an array if there are several targets); rows give one each.
        """
        if isinstance(value, Vector) and not self._has_many():
            return super().predict(value)  # type: ignore[misc]
        if isinstance(value, Vector):
            value = value.toArray()
        predicted = self._predict_rows(value)
        if not is_one_row(value):
            return predicted
        return predicted[0].item() if predicted.ndim == 1 else predicted[0]

    def _has_many(self) -> bool:
        """Whether a prediction is several numbers, which PySpark's own method cannot return."""
        return not self._about()["classes"] and self._about()["outputs"] > 1

    def _predict_rows(self, value: Any) -> NDArray[Any]:
        return self._scorer().predict(value)

    def __repr__(self) -> str:
        if self._java_obj is None:
            return type(self).__name__
        about = self._about()
        end = about.get("summary", {}).get("end", "completed")
        return f"{type(self).__name__}: uid={self.uid}, network={about['network']}" + (
            "" if end == "completed" else f", {end}"
        )
