"""Fitting and scoring."""

from __future__ import annotations

import contextlib
import hashlib
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from conftest import EXCHANGE, IS_CONNECT, MODE
from pyspark.errors import IllegalArgumentException
from pyspark.ml.feature import StringIndexer, VectorAssembler
from pyspark.ml.linalg import Vectors
from pyspark.sql import functions as F  # noqa: N812

from lockstep.ml import MlpClassificationModel, MlpClassifier, MlpRegressor


@pytest.fixture(scope="module")
def mlp() -> MlpClassifier:
    return MlpClassifier(hiddenLayers=[8], solver="adam", stepSize=0.05, batchSize=16, maxIter=20, seed=3)


@pytest.fixture(scope="module")
def model(spark: Any, flowers: Any, mlp: MlpClassifier) -> Any:
    return mlp.fit(flowers)


def bits(model: Any) -> str:
    """The fingerprint of a model's weights."""
    arrays = model.to_numpy()
    digest = hashlib.sha256()
    for name in sorted(arrays):
        digest.update(name.encode() + arrays[name].tobytes())
    return digest.hexdigest()


def test_a_classifier_learns(model: Any, flowers: Any) -> None:
    scored = model.transform(flowers)
    assert scored.columns == [*flowers.columns, "rawPrediction", "probability", "prediction"]
    assert scored.where("prediction = label").count() >= 88


def test_raw_columns_can_be_features(spark: Any, tmp_path: Path) -> None:
    rows = [
        (float(i % 40) if i % 6 else None, ["Bern", "Oslo", None][i % 3], i % 2 == 0, float(i % 40 > 20))
        for i in range(120)
    ]
    table = spark.createDataFrame(rows, "age double, town string, vip boolean, label double")
    columns = ["age", "town", "vip"]
    mlp = MlpClassifier(inputCols=columns, handleInvalid="keep", hiddenLayers=[8], solver="adam", stepSize=0.05)
    assert mlp.getInputCols() == columns
    model = mlp.fit(table)
    assert model.getInputCols() == columns
    scored = model.transform(table).toPandas()
    known = scored[scored.age.notna()]
    assert (known.prediction == known.label).mean() > 0.95
    with pytest.raises(IllegalArgumentException, match="handleInvalid keep fills missing values"):
        mlp.fit(table, {mlp.handleInvalid: "error"})
    path = f"file://{tmp_path}/model"
    model.save(path)
    again = MlpClassificationModel.load(path).transform(table).toPandas()
    assert again.prediction.tolist() == scored.prediction.tolist()
    row = {"age": 39, "town": None, "vip": True}
    assert model.predict(row) == model.predict({name: [value] for name, value in row.items()})[0]
    assert model.predictProbability(row).shape == (2,)


def test_dates_and_words_can_be_features(spark: Any) -> None:
    rows = [
        (date(2024, 1, 1) + timedelta(days=i) if i % 6 else None, ["win a prize", "dear friend"][i % 2], float(i % 2))
        for i in range(120)
    ]
    table = spark.createDataFrame(rows, "joined date, message string, label double")
    mlp = MlpClassifier(
        inputCols=["joined", "message"],
        textCols=["message"],
        handleInvalid="keep",
        hiddenLayers=[8],
        solver="adam",
        stepSize=0.05,
    )
    assert mlp.getTextCols() == ["message"]
    scored = mlp.fit(table).transform(table)
    assert scored.where("prediction = label").count() == 120


def test_the_same_rows_in_any_order_and_partitions_give_the_same_bits(
    model: Any, flowers: Any, mlp: MlpClassifier
) -> None:
    again = mlp.fit(flowers.repartition(5).orderBy(F.rand(3)))
    assert bits(again) == bits(model)


def test_every_spark_and_both_modes_give_the_same_bits(model: Any) -> None:
    assert os.environ.get("LOCKSTEP_EXCHANGE"), "scripts/python-suite names a directory"
    (EXCHANGE / "bits").mkdir(exist_ok=True)
    name = f"{os.environ['LOCKSTEP_SPARK']}-{MODE}"
    (EXCHANGE / f"{name}.new").write_text(bits(model))
    os.replace(EXCHANGE / f"{name}.new", EXCHANGE / "bits" / name)
    assert {file.read_text() for file in (EXCHANGE / "bits").iterdir()} == {bits(model)}


def test_a_model_describes_itself(model: Any) -> None:
    assert (model.numClasses, model.numFeatures, model.labels) == (3, 2, ["0", "1", "2"])
    assert model.getShards() == 1
    assert repr(model) == f"MlpClassificationModel: uid={model.uid}, network=2-8-3"


def test_the_summary_reports_each_epoch_and_the_end(model: Any) -> None:
    summary = model.summary
    assert model.hasSummary
    assert (summary.totalIterations, summary.epoch, summary.end) == (20, 20, "completed")
    assert summary.detail == "all 20 epochs done"
    assert len(summary.objectiveHistory) == 20
    assert summary.objectiveHistory[-1] < summary.objectiveHistory[0]
    assert summary.accuracyHistory[-1] > 0.9
    assert summary.validationHistory == []
    assert set(summary.ledger) == {"compute", "exchange", "update", "other"}
    assert summary.history.count() == 20
    frame = summary.toPandas()
    assert list(frame.index) == list(range(1, 21))
    assert frame["train_loss"].tolist() == summary.objectiveHistory
    assert not frame.isna().all().any(), "a column without a value in any epoch"
    assert not {"validation_loss", "train_rmse"} & set(frame)
    assert {"validation_loss", "train_rmse"} < set(summary.history.columns)


def test_members_predict_together_and_each_has_its_history(flowers: Any) -> None:
    mlp = MlpClassifier(hiddenLayers=[5], maxIter=3, members=2, seed=4, validationFraction=0.2)
    model = mlp.fit(flowers)
    summary = model.summary
    assert (summary.members, summary.totalIterations) == (2, 3)
    assert summary.history.count() == 6
    assert list(summary.toPandas().index) == [(member, epoch) for member in (1, 2) for epoch in (1, 2, 3)]
    alone = mlp.setMembers(1).fit(flowers)
    assert summary.objectiveHistory == alone.summary.objectiveHistory
    assert repr(model).endswith("network=2 x 2-5-3")
    import matplotlib

    matplotlib.use("Agg")
    assert [line.get_label() for line in summary.plot().lines] == ["member 1", "member 2"]


def test_the_loss_curves_can_be_plotted(flowers: Any, tmp_path: Path) -> None:
    import matplotlib

    matplotlib.use("Agg")
    model = MlpClassifier(maxIter=4, validationFraction=0.2).fit(flowers)
    axes = model.summary.plot()
    axes.figure.savefig(tmp_path / "loss.png")
    assert (tmp_path / "loss.png").stat().st_size > 5000
    assert [line.get_label() for line in axes.lines][:2] == ["training", "validation"]


def test_a_plot_without_validation_rows_has_a_title_a_legend_and_epochs_from_1(model: Any) -> None:
    import matplotlib

    matplotlib.use("Agg")
    axes = model.summary.plot()
    assert axes.get_title() == "Loss of each epoch"
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["training"]
    assert axes.get_xlim()[0] == 1
    ticks = [tick for tick in axes.get_xticks() if axes.get_xlim()[0] <= tick <= axes.get_xlim()[1]]
    assert 20 in ticks and all(tick == int(tick) for tick in ticks)


def test_predicting_arrays_equals_transform(model: Any, flowers: Any) -> None:
    rows = flowers.orderBy("id").toPandas()
    x = np.array([v.toArray() for v in rows["features"]])
    scored = model.transform(flowers).orderBy("id").toPandas()
    assert (model.predict(x) == scored["prediction"].to_numpy()).all()
    expected = np.array([v.toArray() for v in scored["probability"]])
    np.testing.assert_allclose(model.predictProbability(x), expected, rtol=1e-5)
    expected = np.array([v.toArray() for v in scored["rawPrediction"]])
    np.testing.assert_allclose(model.predictRaw(x), expected, rtol=1e-5, atol=1e-5)


def test_a_row_can_be_a_vector_an_array_or_a_list(model: Any) -> None:
    assert (
        model.predict(Vectors.dense(3.0, 0.0))
        == model.predict(np.array([3.0, 0.0]))
        == model.predict([3.0, 0.0])
        == 1.0
    )
    assert model.predictProbability(Vectors.dense(3.0, 0.0))[1] > 0.5
    assert model.predictProbability([3.0, 0.0]).shape == (3,)
    assert model.predict([[3.0, 0.0], [0.0, 3.0]]).tolist() == [1.0, 2.0]


def test_the_weights_as_arrays_give_the_logits(model: Any) -> None:
    m = model.to_numpy()
    x = (np.array([[3.0, 0.0]]) - m["scaling_shift"]) / m["scaling_scale"]
    logits = np.maximum(x @ m["W1"] + m["b1"], 0) @ m["W2"] + m["b2"]
    np.testing.assert_allclose(logits, model.predictRaw([[3.0, 0.0]]), rtol=1e-5)
    m["W1"][:] = 0
    assert model.to_numpy()["W1"].any()


def test_thresholds_also_count_for_arrays(model: Any, flowers: Any) -> None:
    wary = model.copy({model.thresholds: [1.0, 1e-12, 1.0]})
    assert wary.predict([[0.0, 0.0]]).tolist() == [1.0]
    assert wary.transform(flowers).where("prediction = 1").count() == 90


def test_a_param_map_applies_to_one_fit_only(mlp: MlpClassifier, flowers: Any) -> None:
    two, one = mlp.fit(flowers, [{mlp.maxIter: 2}, {"maxIter": 1}])
    assert (two.summary.totalIterations, one.summary.totalIterations) == (2, 1)
    assert mlp.fit(flowers, {mlp.maxIter: np.int64(3)}).summary.totalIterations == 3
    assert mlp.getMaxIter() == 20
    with pytest.raises(ValueError, match=r"\[params\] expected parameters of"):
        mlp.fit(flowers, {MlpClassifier().maxIter: 3})
    with pytest.raises(TypeError, match="the label is a column of the frame, named by labelCol"):
        mlp.fit(flowers, np.zeros(90))
    with pytest.raises(TypeError, match="did you mean 'maxIter'"):
        mlp.fit(flowers, {"maxItr": 3})


def test_pandas_frames_can_be_fitted_and_scored(mlp: MlpClassifier, model: Any, flowers: Any) -> None:
    frame = flowers.toPandas()
    frame["features"] = [np.array(v.toArray()) for v in frame["features"]]
    assert bits(mlp.fit(frame)) == bits(model)
    scored = model.transform(frame.head(6))
    assert isinstance(scored, pd.DataFrame)
    assert (scored["prediction"] == scored["label"]).sum() >= 5
    tail = frame.tail(6)
    assert model.transform(tail).index.tolist() == tail.index.tolist()
    with pytest.raises(ValueError, match=r"\[dataset\] expected rows but found an empty frame of 4 columns"):
        mlp.fit(frame.head(0))
    wrong = frame.assign(features=[[1.0, np.nan]] * len(frame))
    with pytest.raises(IllegalArgumentException, match=r"\[column features\] expected .* but found") as raised:
        model.transform(wrong)
    assert "\n" not in str(raised.value)


def test_frames_from_arrow_and_pandas_on_spark_can_be_fitted(
    spark: Any, mlp: MlpClassifier, model: Any, flowers: Any
) -> None:
    assembler = VectorAssembler(inputCols=["a", "b"], outputCol="features")
    frame = flowers.toPandas()
    table = pd.DataFrame(
        {"label": frame["label"], "a": [v[0] for v in frame["features"]], "b": [v[1] for v in frame["features"]]}
    )
    spark.conf.set("spark.sql.execution.arrow.pyspark.enabled", "true")
    arrow = assembler.transform(spark.createDataFrame(table))
    assert bits(mlp.fit(arrow)) == bits(model)
    import pyspark.pandas

    with contextlib.suppress(pyspark.pandas.config.OptionError):  # PySpark 4.0 requires this option, others lack it
        pyspark.pandas.set_option("compute.fail_on_ansi_mode", False)
    assert mlp.fit(arrow.drop("a", "b").pandas_api()).numClasses == 3


def test_labels_are_the_names_of_a_string_indexer(flowers: Any) -> None:
    named = flowers.withColumn("species", F.concat(F.lit("kind-"), F.col("label").cast("int").cast("string")))
    indexed = (
        StringIndexer(inputCol="species", outputCol="kind", stringOrderType="alphabetDesc").fit(named).transform(named)
    )
    model = MlpClassifier(labelCol="kind", maxIter=2).fit(indexed)
    assert model.labels == ["kind-2", "kind-1", "kind-0"]


def test_a_fit_that_diverges_warns(flowers: Any) -> None:
    mlp = MlpRegressor(labelCol="total", solver="sgd", stepSize=1e9, maxIter=3)
    with pytest.warns(
        UserWarning, match="the training diverged: .* A smaller stepSize, clipNorm or solver='adam' helps"
    ):
        model = mlp.fit(flowers)
    assert repr(model).endswith(", diverged")


@pytest.mark.parametrize("preset", ["digits", "mnist", "cifar10-shallow", "cifar10-deep"])
def test_a_preset_trains_on_any_rows(flowers: Any, preset: str) -> None:
    mlp = MlpClassifier().setPreset("mnist").setPreset(preset).setMaxIter(1)
    assert mlp.isSet("loss") == (preset == "mnist"), "the second preset replaces the first"
    assert mlp.fit(flowers).summary.totalIterations <= 1


def test_class_weights_can_be_a_dictionary_or_a_text(flowers: Any) -> None:
    weights_of_layer_1 = [
        MlpClassifier(hiddenLayers=[4], batchSize=16, maxIter=2, classWeights=weights).fit(flowers).to_numpy()["W1"]
        for weights in (None, {0: 5, 2: 0.5}, "0=5,2=0.5")
    ]
    np.testing.assert_array_equal(weights_of_layer_1[1], weights_of_layer_1[2])
    assert (weights_of_layer_1[0] != weights_of_layer_1[1]).any()


def test_hidden_layers_can_be_an_empty_list_or_one_number(flowers: Any) -> None:
    linear = MlpClassifier(hiddenLayers=[], maxIter=1)
    assert linear.getHiddenLayers() == []
    model = linear.fit(flowers)
    assert (model.getHiddenLayers(), sorted(model.to_numpy())[:2]) == ([], ["W1", "b1"])
    assert MlpClassifier(hiddenLayers=50).getHiddenLayers() == [50]
    with pytest.raises(IllegalArgumentException, match=r"\[hiddenLayers\] expected"):
        MlpClassifier(hiddenLayers=[0]).fit(flowers)


def test_a_batch_can_be_all_rows(flowers: Any) -> None:
    assert MlpClassifier(batchSize="full", maxIter=2).fit(flowers).summary.history.first()["step"] == 1  # type: ignore[arg-type]


def test_a_copy_made_while_a_model_answers_a_question_still_predicts(model: Any, flowers: Any) -> None:
    model._set(answer="about")
    try:
        copy = model.copy()
    finally:
        model._set(answer="predictions")
    assert "prediction" in copy.transform(flowers).columns


def test_names_of_scikit_learn_are_answered_with_ours(model: Any) -> None:
    with pytest.raises(AttributeError, match="here it is predictProbability"):
        _ = model.predict_proba
    with pytest.raises(AttributeError, match="has no attribute 'colour'$"):
        _ = model.colour


def test_a_regressor_predicts_numbers(flowers: Any) -> None:
    mlp = MlpRegressor(labelCol="total", hiddenLayers=[], solver="adam", stepSize=0.1, maxIter=60, batchSize=30)
    model = mlp.fit(flowers)
    assert abs(model.predict([1.0, 2.0]) - 3.0) < 0.1
    assert model.predict([[1.0, 2.0], [0.0, 0.0]]).shape == (2,)
    assert model.numTargets == 1
    assert model.transform(flowers).where("abs(prediction - total) < 0.3").count() == 90


def test_several_targets_are_predicted_together(flowers: Any) -> None:
    two = flowers.withColumn("half", F.col("total") / 2)
    model = MlpRegressor(labelCols=["total", "half"], hiddenLayers=[], maxIter=2).fit(two)
    assert (model.numTargets, model.predict([[1.0, 2.0]]).shape) == (2, (1, 2))
    assert model.predict([1.0, 2.0]).tolist() == model.predict(Vectors.dense(1.0, 2.0)).tolist()
    assert model.predict([1.0, 2.0]).shape == (2,)


def test_a_preset_by_keyword_trains_several_labels(flowers: Any) -> None:
    labelled = flowers.selectExpr("features", "int(label = 0) AS low", "int(label > 0) AS high")
    mlp = MlpClassifier(preset="tabular", labelCols=["low", "high"], maxIter=2)
    assert mlp.fit(labelled).predict([[0.0, 0.0], [3.0, 0.0]]).shape == (2, 2)
    assert not MlpClassifier(labelCols=["low", "high"]).setPreset("tabular").isSet("outputActivation")


def test_each_of_several_labels_has_a_probability(flowers: Any) -> None:
    labels = flowers.selectExpr("features", "label = 0 AS zero", "int(label > 0) AS more")
    model = MlpClassifier(labelCols=["zero", "more"], hiddenLayers=[8], stepSize=0.03, maxIter=40, batchSize=30).fit(
        labels
    )
    assert model.labels == ["zero", "more"]
    scored = model.transform(labels).toPandas()
    right = [
        p.toArray().tolist() == [float(z), float(m)]
        for p, z, m in zip(scored["prediction"], scored["zero"], scored["more"], strict=True)
    ]
    assert sum(right) > 80
    assert (scored["probability"].map(len) == 2).all()
    rows = [row.toArray() for row in scored["features"]]
    np.testing.assert_array_equal(model.predict(rows), [p.toArray() for p in scored["prediction"]])


def test_a_fit_can_continue_from_a_model(mlp: MlpClassifier, model: Any, flowers: Any) -> None:
    next_fit = mlp.copy({mlp.maxIter: 1})
    if IS_CONNECT:
        with pytest.raises(NotImplementedError, match="save the model, and set initFrom to its path"):
            next_fit.setInitialModel(model)
    else:
        warm = next_fit.setInitialModel(model).fit(flowers)
        assert warm.summary.objectiveHistory[0] < model.summary.objectiveHistory[1]
        with pytest.raises(TypeError, match="expected a model of MlpClassifier but found MlpRegressor"):
            next_fit.setInitialModel(MlpRegressor())


def test_a_fit_can_start_from_the_weights_of_a_saved_model(
    model: Any, flowers: Any, mlp: MlpClassifier, tmp_path: Path
) -> None:
    model.write().overwrite().save(f"file://{tmp_path}/warm")
    warm = mlp.fit(flowers, {mlp.maxIter: 1, mlp.initFrom: f"file://{tmp_path}/warm"})
    assert warm.summary.objectiveHistory[0] < model.summary.objectiveHistory[1]


def test_a_fit_with_checkpoints_gives_the_same_bits_and_removes_them(
    mlp: MlpClassifier, model: Any, flowers: Any, tmp_path: Path
) -> None:
    kept = mlp.fit(flowers, {mlp.checkpointDir: str(tmp_path / "c"), mlp.checkpointInterval: 5})
    assert bits(kept) == bits(model)
    assert not any((tmp_path / "c").glob("**/*.npz"))


def test_unusable_rows_are_refused_skipped_or_kept(spark: Any, model: Any, flowers: Any) -> None:
    holes = flowers.select("id", F.when(F.col("id") % 10 != 0, F.col("features")).alias("features"))
    assert model.copy({model.handleInvalid: "skip"}).transform(holes).count() == 81
    assert model.copy({model.handleInvalid: "keep"}).transform(holes).where("prediction is null").count() == 9
    with pytest.raises(Exception, match="features"):
        model.transform(holes).count()


def test_a_loaded_model_scores_the_same_and_has_no_summary(model: Any, flowers: Any, tmp_path: Path) -> None:
    path = f"file://{tmp_path}/a model"
    model.save(path)
    loaded = MlpClassificationModel.load(path)
    assert bits(loaded) == bits(model)
    assert (loaded.uid, loaded.getMaxIter(), loaded.getShards()) == (model.uid, 20, 1)
    assert not loaded.hasSummary
    with pytest.raises(RuntimeError, match="was loaded, not trained here"):
        _ = loaded.summary
    with pytest.raises(Exception, match="overwrite"):
        model.save(path)
    model.write().overwrite().save(path)


def test_other_types_than_frames_and_arrays_are_type_errors(mlp: MlpClassifier, model: Any, flowers: Any) -> None:
    with pytest.raises(TypeError, match=r"\[dataset\] expected a DataFrame of Spark or of pandas but found list"):
        mlp.fit([[1.0, 2.0]])
    with pytest.raises(
        TypeError, match=r"but found ndarray; the label is a column of it, and model\.predict takes arrays"
    ):
        model.transform(np.zeros((2, 2)))
    with pytest.raises(ValueError, match="expected rows of 2 features"):
        model.predict(np.zeros((1, 3)))
    with pytest.raises(ValueError, match="finite"):
        model.predict([np.nan, 0.0])
    with pytest.raises(TypeError, match="expected rows of 2 numbers"):
        model.predict("red")
    with pytest.raises(TypeError, match=r"but found a DataFrame of Spark, which model\.transform takes"):
        model.predict(model.transform(flowers))


@pytest.mark.parametrize(
    ("params", "message"),
    [
        (
            {"activation": "rellu"},
            "[activation] expected one of relu, leaky-relu, tanh, sigmoid, ",
        ),
        ({"maxIter": 0}, "[maxIter] expected at least 1 but found 0"),
        (
            {"labelCol": "lable"},
            "[labelCol] expected a column of the DataFrame but found 'lable', which does not exist;"
            " the nearest is 'label'",
        ),
        ({"featuresCol": "id"}, "[featuresCol]"),
        ({"labelCol": "total"}, "[column total] expected a whole number from 0"),
        ({"layers": [5, 3]}, "[layers] expected layers or hiddenLayers but found both"),
        ({"stepSize": -1.0}, "[stepSize] expected a positive number but found -1.0"),
    ],
)
def test_a_mistake_raises_an_exception_with_a_one_line_message(
    mlp: MlpClassifier, flowers: Any, params: dict[str, Any], message: str
) -> None:
    with pytest.raises(IllegalArgumentException) as raised:
        mlp.fit(flowers, params)
    assert str(raised.value).startswith(message)
    assert "\n" not in str(raised.value)
    assert raised.value.__cause__ is None
