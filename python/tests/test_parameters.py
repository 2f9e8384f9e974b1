"""Parameters by keyword and by setter, and the messages for wrong ones."""

from __future__ import annotations

import numpy as np
import pytest
from pyspark.ml.tuning import ParamGridBuilder

from lockstep.ml import MlpClassifier, MlpRegressor

pytestmark = pytest.mark.usefixtures("spark")


def test_keywords_are_parameters() -> None:
    mlp = MlpClassifier(hiddenLayers=[8, 4], stepSize=0.1, maxIter=3, solver="adam", featuresCol="x")
    assert mlp.getHiddenLayers() == [8, 4]
    assert (mlp.getStepSize(), mlp.getMaxIter(), mlp.getSolver()) == (0.1, 3, "adam")
    assert mlp.getFeaturesCol() == "x"


def test_parameters_not_given_have_the_defaults_of_java() -> None:
    mlp = MlpRegressor()
    assert (mlp.getHiddenLayers(), mlp.getMaxIter(), mlp.getBatchSize()) == ([100], 100, 100)
    assert not mlp.isSet("hiddenLayers")


def test_setters_can_be_chained() -> None:
    mlp = MlpRegressor().setHiddenLayers([5]).setTol(0.01).setLabelCols(["y", "z"]).setWeightCol("w")
    assert (mlp.getHiddenLayers(), mlp.getTol(), mlp.getLabelCols(), mlp.getWeightCol()) == ([5], 0.01, ["y", "z"], "w")
    assert mlp.setParams(maxIter=4, dropout=0.5).getDropout() == 0.5


def test_every_parameter_is_explained() -> None:
    mlp = MlpClassifier(maxIter=5)
    explained = [line.split(":")[0] for line in mlp.explainParams().splitlines() if ": " in line]
    internal = {"answer", "callerVersion"}
    assert {param.name for param in mlp.params} - internal == set(explained)
    assert "maxIter: " in mlp.explainParam("maxIter") and "current: 5" in mlp.explainParam("maxIter")


def test_numpy_numbers_and_arrays_are_accepted() -> None:
    mlp = MlpClassifier(hiddenLayers=np.array([8, 4]), maxIter=np.int64(7), stepSize=np.float32(0.5))
    assert (mlp.getHiddenLayers(), mlp.getMaxIter(), mlp.getStepSize()) == ([8, 4], 7, 0.5)
    assert mlp.setHiddenLayers((3, 2)).getHiddenLayers() == [3, 2]


def test_class_weights_can_be_a_dictionary() -> None:
    mlp = MlpClassifier(classWeights={"spam": 5, 'a "b", c': 0.5, 1.0: np.float32(2), np.float32(3): 4})
    assert mlp.getClassWeights() == '"spam"=5.0,"a ""b"", c"=0.5,"1"=2.0,"3"=4.0'
    assert mlp.setClassWeights("balanced").getClassWeights() == "balanced"


@pytest.mark.parametrize(
    ("keyword", "value", "message"),
    [
        ("hiddenLayers", "8,4", "hiddenLayers"),
        ("featuresCol", ["a", "b"], "VectorAssembler"),
        ("hiddenLayers", [8, 0.5], "hiddenLayers"),
        ("maxIter", "ten", "maxIter"),
        ("maxIter", 2.5, "maxIter"),
        ("stepSize", "fast", "stepSize"),
        ("bias", 1, "bias"),
        ("solver", 3, "solver"),
    ],
)
def test_a_value_of_the_wrong_type_is_a_type_error_that_names_the_parameter(
    keyword: str, value: object, message: str
) -> None:
    with pytest.raises(TypeError, match=message):
        MlpClassifier(**{keyword: value})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("keyword", "hint"),
    [
        ("hidden_layer_sizes", "here it is hiddenLayers"),
        ("learning_rate_init", "here it is stepSize"),
        ("alpha", "here it is regParam"),
        ("max_iter", "here it is maxIter"),
        ("batch_size", "here it is batchSize"),
        ("random_state", "here it is seed"),
        ("blockSize", "here it is batchSize"),
        ("hiddenLayer", "did you mean 'hiddenLayers'?"),
        ("maxiter", "did you mean 'maxIter'?"),
    ],
)
def test_a_parameter_of_another_library_or_a_typo_is_answered_with_ours(keyword: str, hint: str) -> None:
    with pytest.raises(TypeError) as raised:
        MlpClassifier(**{keyword: 1})  # type: ignore[arg-type]
    assert str(raised.value) == f"MlpClassifier has no parameter '{keyword}'; {hint}"


def test_an_unknown_name_like_no_other_is_refused_without_a_guess() -> None:
    with pytest.raises(TypeError, match="^MlpRegressor has no parameter 'colour'$"):
        MlpRegressor(colour="red")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="by keyword, as in MlpClassifier"):
        MlpClassifier([8])  # type: ignore[call-arg]


def test_setters_override_a_preset() -> None:
    mlp = MlpClassifier().setPreset("mnist").setMaxIter(2)
    assert (mlp.getHiddenLayers(), mlp.getActivation(), mlp.getBatchSize(), mlp.getMaxIter()) == (
        [100],
        "sigmoid",
        50,
        2,
    )
    with pytest.raises(ValueError, match=r"\[preset\] expected one of digits, .* but found 'minst'"):
        MlpClassifier().setPreset("minst")


@pytest.mark.parametrize("estimator", [MlpClassifier, MlpRegressor])
def test_a_preset_can_be_a_keyword_which_the_others_override(
    estimator: type[MlpClassifier] | type[MlpRegressor],
) -> None:
    preset = estimator().setPreset("tabular")
    by_keyword = estimator(maxIter=3, preset="tabular")
    assert by_keyword.getMaxIter() == 3
    assert values(by_keyword.setMaxIter(preset.getMaxIter())) == values(preset)
    assert values(estimator(stepSize=0.5).setParams(preset="tabular")) == values(preset)
    with pytest.raises(ValueError, match=r"\[preset\] expected one of digits, .* but found 'tabula'"):
        estimator(preset="tabula")
    assert not estimator(preset=None).isSet("maxIter")


def values(owner: MlpClassifier | MlpRegressor) -> dict[str, object]:
    return {param.name: value for param, value in owner.extractParamMap().items()}


def test_none_leaves_a_parameter_unset() -> None:
    mlp = MlpClassifier(patience=None, keep=None)
    assert not mlp.isSet("patience") and not mlp.isSet("keep")


def test_a_copy_has_its_own_parameters() -> None:
    mlp = MlpClassifier(maxIter=3)
    copy = mlp.copy({mlp.maxIter: 9})
    assert (mlp.getMaxIter(), copy.getMaxIter(), copy.uid) == (3, 9, mlp.uid)


def test_grids_can_be_built_from_parameters() -> None:
    mlp = MlpClassifier()
    grid = ParamGridBuilder().addGrid(mlp.stepSize, [0.1, 0.3]).addGrid(mlp.hiddenLayers, [[4], [8]]).build()
    assert len(grid) == 4


def test_a_listener_is_refused_and_the_history_suggested() -> None:
    with pytest.raises(NotImplementedError, match=r"model\.summary\.history has them all"):
        MlpClassifier().addListener(print)
