"""What both estimators share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pyspark.ml.param import Param
from pyspark.sql.utils import is_remote

from lockstep._spark import no_jar
from lockstep._version import JAR_VERSION
from lockstep.ml._errors import one_line
from lockstep.ml._frames import active, as_dataframe
from lockstep.ml._instance import Instance
from lockstep.ml._keywords import plain, unknown
from lockstep.ml._params import DEFAULTS, PRESETS, EstimatorSetters
from lockstep.ml._watch import watched

if TYPE_CHECKING:
    from typing_extensions import Self

#: Where the Java twin of a class is; PySpark looks for the Python class there too.
JAVA_PACKAGE = "org.lockstep.spark.ml"


class MlpEstimator(Instance, EstimatorSetters):
    """Besides parameters: presets, an initial model, and a fit with a progress bar."""

    _initial_model: Any = None

    def _begin(self) -> None:
        """Makes the Java twin and sets the constructor's keywords."""
        self._java_obj = self._twin()
        self._setDefault(**{name: value for name, value in DEFAULTS.items() if self.hasParam(name)})
        self._set(**self._input_kwargs)

    def _set(self, **given: Any) -> Self:
        """Sets parameters, which override those of a preset."""
        preset = given.pop("preset", None)
        if preset is not None:
            super()._set(**given)  # labelCols matter to a preset
            self.setPreset(preset)
        return super()._set(**given)

    def _presets(self) -> dict[str, dict[str, Any]]:
        return PRESETS

    def _twin(self) -> Any:
        if not is_remote():
            active()
        try:
            return self._new_java_obj(f"{JAVA_PACKAGE}.{type(self).__name__}", self.uid)  # type: ignore[attr-defined]
        except TypeError as e:
            if "JavaPackage" in str(e):
                raise no_jar() from None
            raise

    def fit(self, dataset: Any, params: Any = None) -> Any:
        """Trains a model, or one for each of several maps of parameters.

        Parameters
        ----------
        dataset
            A DataFrame of Spark, or a frame of pandas or of pandas on Spark.
        params
            A map from parameters to their values for this fit, or a list of such maps. Keys are parameters
            of this estimator, or their names.

        Raises
        ------
        IllegalArgumentException
            In one line, if a parameter or the data is invalid.
        """
        kind = type(params)
        if kind.__module__.split(".")[0] in ("numpy", "pandas"):
            raise TypeError(
                f"[params] expected a map of parameters but found {kind.__name__}; "
                "the label is a column of the frame, named by labelCol"
            )
        return super().fit(as_dataframe(dataset), self._maps(params))  # type: ignore[misc]

    def _maps(self, params: Any) -> Any:
        if isinstance(params, (list, tuple)):
            return [self._maps(each) for each in params]
        if isinstance(params, Mapping):
            return {self._param(key): self._checked(key, value) for key, value in params.items()}
        return params

    def _param(self, key: Param[Any] | str) -> Param[Any]:
        if isinstance(key, Param):
            if key.parent != self.uid:
                raise ValueError(f"[params] expected parameters of {self.uid} but found {key}")
            return key
        if not self.hasParam(key):
            raise unknown(type(self).__name__, key, [param.name for param in self.params])
        return self.getParam(key)

    def _checked(self, key: Param[Any] | str, value: Any) -> Any:
        param = self._param(key)
        try:
            return param.typeConverter(plain(param.name, value))
        except (TypeError, ValueError) as e:
            raise TypeError(f'Invalid param value given for param "{param.name}". {e}') from None

    def _fit(self, dataset: Any) -> Any:
        try:
            asked = self.copy({self.callerVersion: JAR_VERSION})
            if self._initial_model is not None:
                asked._java_obj.setInitialModel(self._initial_model._java_obj)
            model = watched(dataset.sparkSession, self.uid, self.getMaxIter(), lambda: asked._fit_alone(dataset))
        except Exception as e:
            told = one_line(e)
            if told is e:
                raise
            raise told from None
        model._complete(dataset.sparkSession)
        return model

    def _fit_alone(self, dataset: Any) -> Any:
        return super()._fit(dataset)  # type: ignore[misc]

    def setPreset(self, name: str) -> Self:
        """Sets the parameters of a command-line preset: tabular, tabular-full, plain-sgd, digits,
        mnist, cifar10-shallow, cifar10-deep, cats or multi-linear. Later settings override it.

        A preset sets the network, the optimizer, batches and epochs, the scaling and the seed. Rows are
        shuffled, whatever the preset says about its files. For several labels set `labelCols` first. The
        keyword `preset` does the same; other keywords override it, in any order.
        """
        presets = self._presets()
        if name not in presets:
            raise ValueError(f"[preset] expected one of {', '.join(presets)} but found '{name}'")
        for parameter in {parameter for preset in presets.values() for parameter in preset}:
            if self.hasParam(parameter):
                self._paramMap.pop(self.getParam(parameter), None)
                self.clear(self.getParam(parameter))  # on the Java side; over Connect it does nothing
        return self._set(**{key: value for key, value in presets[name].items() if self.hasParam(key)})

    def setInitialModel(self, model: Any) -> Self:
        """Continues from a model: the next fits start with its weights and its scaling.

        Not over Spark Connect, where one object cannot reach another: set `initFrom` to a saved model instead.
        """
        if is_remote():
            raise NotImplementedError(
                "setInitialModel does not work over Spark Connect: save the model, and set initFrom to its path"
            )
        if type(model).__name__ != type(self).__name__.replace("Classifier", "ClassificationModel").replace(
            "Regressor", "RegressionModel"
        ):
            raise TypeError(f"[model] expected a model of {type(self).__name__} but found {type(model).__name__}")
        self._initial_model = model
        return self

    def addListener(self, listener: Any) -> Self:
        """Not available from Python: a listener runs in the driver's JVM."""
        raise NotImplementedError(
            "a listener is called in the JVM, which Python cannot reach during a fit; "
            "a progress bar shows the epochs, and model.summary.history has them all"
        )


__all__ = ["JAVA_PACKAGE", "MlpEstimator"]
