"""The forward pass in NumPy equals that of the JVM, whatever the network."""

from __future__ import annotations

import csv
import datetime
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lockstep import Scorer, _dates
from lockstep.ml import MlpClassifier, MlpRegressor

ROOT = Path(__file__).parents[2]

pytestmark = [pytest.mark.classic, pytest.mark.once]


def column(frame: Any, name: str) -> np.ndarray[Any, Any]:
    values = frame[name]
    return np.array([v.toArray() if hasattr(v, "toArray") else v for v in values])


def activations() -> list[str]:
    """Each activation of the JVM: the first column of the file recorded with PyTorch."""
    file = ROOT / "model/src/test/resources/org/lockstep/model/activation/pytorch.csv"
    lines = [line for line in file.read_text().splitlines() if not line.startswith("#")]
    return sorted({line.split(",")[0] for line in lines[1:]})


@pytest.mark.parametrize("activation", activations())
@pytest.mark.parametrize("precision", ["float", "double"])
def test_every_activation_is_computed(flowers: Any, activation: str, precision: str) -> None:
    mlp = MlpClassifier(hiddenLayers=[7, 5], activation=activation, precision=precision, batchSize=16, maxIter=3)
    assert_same_as_transform(mlp.fit(flowers), flowers, 1e-5 if precision == "float" else 1e-12)


def networks() -> list[str]:
    """Networks with each kind of layer: the first column of the file recorded with PyTorch."""
    file = ROOT / "model/src/test/resources/org/lockstep/model/layer/pytorch.csv"
    return [line.split(";")[0] for line in file.read_text().splitlines()[1:]]


@pytest.mark.parametrize("network", [text for text in networks() if not text.startswith("embedding")])
@pytest.mark.parametrize("precision", ["float", "double"])
def test_every_layer_is_computed(flowers: Any, network: str, precision: str) -> None:
    wide = network.replace("dense 6)", f"dense {len(flowers.first().features)})")
    mlp = MlpClassifier(network=wide, precision=precision, batchSize=1000, maxIter=3)
    assert_same_as_transform(mlp.fit(flowers), flowers, 1e-5 if precision == "float" else 1e-12)


@pytest.mark.parametrize("network", [text for text in networks() if text.startswith("embedding")])
@pytest.mark.parametrize("precision", ["float", "double"])
def test_every_layer_for_categories_is_computed(flowers: Any, network: str, precision: str) -> None:
    frame = flowers.selectExpr("label", "total", "concat('place ', id % 5) AS place", "-total AS other")
    columns = ["total", "place", "other"]
    mlp = MlpClassifier(inputCols=columns, network=network, precision=precision, batchSize=1000, maxIter=3)
    model = mlp.fit(frame)
    scored = model.transform(frame).toPandas()
    raw = model.predictRaw({name: scored[name].tolist() for name in columns})
    tolerance = 1e-5 if precision == "float" else 1e-12
    np.testing.assert_allclose(raw, column(scored, "rawPrediction"), rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize(
    ("output", "loss"),
    [
        ("softmax", "cross-entropy"),
        ("sigmoid", "cross-entropy"),
        ("sigmoid", "squared-error"),
        ("linear", "squared-error"),
    ],
)
@pytest.mark.parametrize("members", [1, 3])
@pytest.mark.parametrize("classes", [2, 3])
def test_every_output_is_computed(flowers: Any, output: str, loss: str, classes: int, members: int) -> None:
    if output == "softmax" and classes == 2:
        output = "sigmoid"
    frame = flowers.where(f"label < {classes}")
    mlp = MlpClassifier(
        hiddenLayers=[6],
        outputActivation=output,
        loss=loss,
        precision="double",
        batchSize=16,
        maxIter=3,
        members=members,
    )
    assert_same_as_transform(mlp.fit(frame), frame, 1e-12)


@pytest.mark.parametrize("scale", ["none", "unit", "center", "standard", "minmax", "maxabs"])
def test_every_scaling_is_computed(flowers: Any, scale: str) -> None:
    mlp = MlpClassifier(hiddenLayers=[6], scale=scale, bias=False, precision="double", batchSize=16, maxIter=2)
    assert_same_as_transform(mlp.fit(flowers), flowers, 1e-12)


@pytest.mark.parametrize(
    ("output", "loss"),
    [("sigmoid", "cross-entropy"), ("sigmoid", "squared-error"), ("linear", "squared-error")],
)
@pytest.mark.parametrize("precision", ["float", "double"])
def test_several_labels_are_predicted(flowers: Any, output: str, loss: str, precision: str, tmp_path: Path) -> None:
    frame = flowers.selectExpr("features", "label = 0 AS zero", "int(label > 0) AS more", "total > 2 AS high")
    names = ["zero", "more", "high"]
    mlp = MlpClassifier(
        labelCols=names, hiddenLayers=[6], outputActivation=output, loss=loss, precision=precision, maxIter=20
    )
    model = mlp.fit(frame)
    tolerance = 1e-5 if precision == "float" else 1e-12
    assert_same_as_transform(model, frame, tolerance)
    assert (model.labels, model.numClasses) == (names, 2)
    rows = column(frame.toPandas(), "features")
    p = model.predictProbability(rows)
    assert p.shape == (90, 3)
    assert ((p >= 0) & (p <= 1)).all()
    assert (((p == 0) | (p == 1)).any()) == (output == "linear")
    np.testing.assert_array_equal(model.predict(rows), p > 0.5)
    np.testing.assert_array_equal(model.predict(frame.first().features), model.predict(rows)[0])
    one = model.predictProbability(frame.first().features)
    np.testing.assert_allclose(one.toArray(), p[0], rtol=tolerance, atol=tolerance)

    model.save(str(tmp_path / "model"))
    scorer = Scorer.open(tmp_path / "model")
    assert (scorer.targets, scorer.classes) == (names, [])
    np.testing.assert_array_equal(scorer.probabilities(rows), p)
    with pytest.raises(TypeError, match="several labels are not classes: see predict and probabilities"):
        scorer.labels(rows)
    with pytest.raises(TypeError, match="thresholds are for classes"):
        scorer.predict(rows, thresholds=[1.0, 1.0, 1.0])


def assert_same_as_transform(model: Any, flowers: Any, tolerance: float) -> None:
    scored = model.transform(flowers).toPandas()
    x = column(scored, "features")
    np.testing.assert_allclose(model.predictRaw(x), column(scored, "rawPrediction"), rtol=tolerance, atol=tolerance)
    np.testing.assert_allclose(
        model.predictProbability(x), column(scored, "probability"), rtol=tolerance, atol=tolerance
    )
    assert (model.predict(x) == column(scored, "prediction")).mean() > 0.98  # a tie can go either way


@pytest.mark.parametrize("output", ["linear", "sigmoid"])
def test_numbers_are_predicted(flowers: Any, output: str) -> None:
    mlp = MlpRegressor(labelCol="total", hiddenLayers=[6], outputActivation=output, precision="double", maxIter=2)
    model = mlp.fit(flowers)
    scored = model.transform(flowers).toPandas()
    np.testing.assert_allclose(model.predict(column(scored, "features")), column(scored, "prediction"), rtol=1e-12)


@pytest.mark.parametrize("scale", ["none", "standard", "log", "clipped"])
@pytest.mark.parametrize("precision", ["float", "double"])
@pytest.mark.parametrize("targets", [["total"], ["total", "price"]])
def test_scaled_targets_are_predicted_in_their_own_unit(
    flowers: Any, scale: str, precision: str, targets: list[str]
) -> None:
    frame = flowers.withColumn("price", 200000 - 1000 * flowers["total"])
    mlp = MlpRegressor(labelCols=targets, hiddenLayers=[6], targetScale=scale, precision=precision, maxIter=2)
    if scale == "none":
        mlp.setStepSize(1e-12)
    model = mlp.fit(frame)
    scored = model.transform(frame).toPandas()
    predicted = model.predict(column(scored, "features"))
    tolerance = 1e-5 if precision == "float" else 1e-12
    np.testing.assert_allclose(predicted, column(scored, "prediction"), rtol=tolerance)
    if scale != "none" and len(targets) == 2:
        assert (np.abs(predicted[:, 1] - 200000) < 100000).all()
    assert sorted(set(model.to_numpy()) & {"target_scale", "target_shift"}) == (
        [] if scale == "none" else ["target_scale", "target_shift"]
    )
    if scale == "clipped":
        arrays = model.to_numpy()
        totals = column(scored, "total")
        assert (arrays["target_low"][0], arrays["target_high"][0]) == (totals.min(), totals.max())
        far = model.predict(1000 * column(scored, "features"))
        assert (far >= arrays["target_low"]).all() and (far <= arrays["target_high"]).all()
        assert far.min() in arrays["target_low"] or far.max() in arrays["target_high"]


def test_a_file_is_scored_without_spark(flowers: Any, tmp_path: Path) -> None:
    model = MlpClassifier(maxIter=2).fit(flowers)
    model.save(str(tmp_path / "model"))
    scorer = Scorer.open(tmp_path / "model")
    assert scorer.predict([[3.0, 0.0]]) == model.predict([[3.0, 0.0]])
    assert scorer.labels([[3.0, 0.0]]) == [model.labels[int(model.predict([3.0, 0.0]))]]
    with pytest.raises(TypeError, match="a regression has no classes"):
        Scorer.probabilities(MlpRegressor(labelCol="total", maxIter=1).fit(flowers)._scorer(), [[0.0, 0.0]])


def test_every_kind_of_column_gives_the_predictions_of_java() -> None:
    scorer = Scorer.open(ROOT / "model/src/test/resources/org/lockstep/model/file/table-v2.npz")
    rows = {
        "age": ["forty", None],
        "town": ["Genf", None],
        "size": ["L", "L"],
        "joined": ["29.02.2024", None],
        "seen": ["2024-03-01 18:45", "2024-03-01 18:45"],
        "message": ["WIN, win über-free!", None],
        "title": ["zebra horse cat dog bird"] * 2,
    }
    np.testing.assert_allclose(scorer.probabilities(rows)[:, 1], [0.39440335109169883, 0.33726138921609505], rtol=1e-12)


@pytest.mark.parametrize("version", [1, 2])
def test_every_version_of_the_file_can_be_opened(version: int) -> None:
    model = Path(__file__).parents[2] / f"model/src/test/resources/org/lockstep/model/file/model-v{version}.npz"
    scorer = Scorer.open(model)
    w1, b1, w2, b2 = (scorer.arrays[name] for name in ("W1", "b1", "W2", "b2"))
    first = scorer.header["input"][1]["categories"][0]
    x = np.array([[0.0, 1.0, 0.0]])
    z = (x - scorer.arrays["scaling_shift"]) / scorer.arrays["scaling_scale"] @ w1 + b1
    leak = np.where(z > 0, z, z * (0.01 if version == 1 else 0.2))
    np.testing.assert_allclose(scorer.logits([[0.0, first]]), leak @ w2 + b2, rtol=1e-12)


def test_the_threshold_of_a_model_decides_its_predictions(flowers: Any, tmp_path: Path) -> None:
    model = MlpClassifier(hiddenLayers=[4], maxIter=2).fit(flowers.where("label < 2"))
    model.save(str(tmp_path / "model"))
    rows = column(flowers.toPandas(), "features")
    second = Scorer.open(tmp_path / "model").probabilities(rows)[:, 1]
    threshold = float(np.median(second))
    with np.load(tmp_path / "model" / "model.npz") as entries:
        arrays = {name: entries[name] for name in entries.files}
    header = json.loads(bytes(arrays.pop("model.json")))
    header["target"]["threshold"] = threshold
    with zipfile.ZipFile(tmp_path / "decided.npz", "w") as archive:
        archive.writestr("model.json", json.dumps(header))
        for name, array in arrays.items():
            with archive.open(f"{name}.npy", "w") as entry:
                np.lib.format.write_array(entry, np.asarray(array))
    scorer = Scorer.open(tmp_path / "decided.npz")
    assert scorer.threshold == threshold
    np.testing.assert_array_equal(scorer.predict(rows), second > threshold)
    assert set(scorer.predict(rows, thresholds=[1.0, 1e-9])) == {1.0}


@pytest.mark.parametrize("found", [b"", b"PK\x03\x04 and no more", b"\x93NUMPY\x01\x00"])
def test_other_files_than_models_are_refused_in_one_line(tmp_path: Path, found: bytes) -> None:
    (tmp_path / "model.npz").write_bytes(found)
    with pytest.raises(ValueError, match=r"model\.npz\] expected a model\.npz of Lockstep, version 1 or 2"):
        Scorer.open(tmp_path)


def test_an_archive_of_other_arrays_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "other.npz", W1=np.zeros(3))
    with pytest.raises(ValueError, match="found something else"):
        Scorer.open(tmp_path / "other.npz")


def identity_model(inputs: list[dict[str, Any]], scaling: str = "none") -> Scorer:
    """A model with a target for each feature, which predicts the features themselves."""
    width = sum(column["width"] for column in inputs)
    header = {
        "format": "lockstep-model",
        "version": 2,
        "precision": "double",
        "network": {
            "inputs": width,
            "layers": [{"type": "dense", "units": width, "bias": False}],
            "output_loss": "linear-squared-error",
        },
        "scaling": scaling,
        "target": {"task": "regression", "columns": [f"y{j}" for j in range(width)], "classes": []},
        "input": inputs,
    }
    arrays = {"W1": np.eye(width), "scaling_shift": np.zeros(width), "scaling_scale": np.ones(width)}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as entries:
        entries.writestr("model.json", json.dumps(header))
        for name, array in arrays.items():
            with entries.open(f"{name}.npy", "w") as entry:
                np.save(entry, array)
    return Scorer(file.getvalue())


def test_missing_numbers_and_texts_become_the_features_of_training() -> None:
    scorer = identity_model(
        [
            {"name": "age", "width": 2, "categories": [], "fill": 30.0, "indicator": True},
            {"name": "city", "width": 4, "categories": ["Bern", "Ulm"], "missing": True, "other": True},
            {"name": "sex", "width": 1, "categories": ["F", "M"], "form": "sign"},
            {"name": "size", "width": 1, "categories": ["L", "M", "S"], "form": "ordinal"},
        ]
    )
    rows = {
        "size": ["S", "L", "XXL"],
        "age": [41, None, np.nan],
        "city": ["Ulm", None, "Paris"],
        "sex": ["M", "F", "?"],
        "more": [0, 0, 0],
    }
    expected = [[41, 0, 0, 1, 0, 0, 1, 2], [30, 1, 0, 0, 1, 0, -1, 0], [30, 1, 0, 0, 0, 1, 0, 1]]
    np.testing.assert_array_equal(scorer.predict(rows), expected)
    in_order = [[rows[name][i] for name in ("age", "city", "sex", "size")] for i in range(3)]
    np.testing.assert_array_equal(scorer.predict(in_order), expected)


def test_words_become_the_features_of_training() -> None:
    text = {"kind": "tfidf", "documents": 4, "terms": ["call", "free", "now"], "frequencies": [1, 2, 4]}
    scorer = identity_model([{"name": "message", "width": 3, "categories": [], "text": text}])
    call = np.log(5 / 2) + 1
    expected = np.array([call, 0, 2]) / np.hypot(call, 2)
    rows = {"message": ["Call now, now unknown", None]}
    np.testing.assert_allclose(scorer.predict(rows), [expected, np.zeros(3)], rtol=1e-14)


def test_words_hash_to_the_same_features_as_in_spark() -> None:
    text = {"kind": "hashing", "documents": 1, "terms": [], "frequencies": [0] * 600}
    scorer = identity_model([{"name": "message", "width": 600, "categories": [], "text": text}])
    features = scorer.predict({"message": ["free"]})
    assert features.argmax() == 273  # as in Spark's HashingTF


def test_numbers_far_from_0_are_relative_to_their_origin() -> None:
    scorer = identity_model([{"name": "time", "width": 1, "categories": [], "fill": 1e12 + 5, "origin": 1e12}])
    np.testing.assert_array_equal(scorer.predict([[1e12 + 7], [np.nan]]), [7, 5])


def date_lines() -> list[tuple[str, str, float]]:
    """The cases that Java's DateForm is tested with as well."""
    file = ROOT / "model/src/test/resources/org/lockstep/model/data/dates.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        return [(line["form"], line["text"], float(line["seconds"])) for line in csv.DictReader(lines)]


@pytest.mark.parametrize(("form", "text", "seconds"), date_lines())
def test_text_is_a_date_of_the_form_or_nan(form: str, text: str, seconds: float) -> None:
    np.testing.assert_equal(_dates.seconds(text, form), seconds)


def test_numbers_that_are_not_finite_are_not_dates() -> None:
    for value in [np.inf, -np.inf, np.float32(np.inf), np.nan]:
        np.testing.assert_equal(_dates.seconds(value, "compact"), np.nan)
    assert _dates.seconds(19700102.0, "compact") == 86400


def test_dates_become_their_parts() -> None:
    origin = 19723 * 24  # 2024-01-01
    parts = ["days", "month", "day", "weekday", "hour"]
    date = {"form": "day-first", "unit": "hour", "parts": parts}
    column = {"name": "when", "width": 10, "categories": [], "date": date}
    scorer = identity_model([{**column, "fill": origin + 24.0, "indicator": True, "origin": origin}])
    quarter = [91.25, 1, 0, 0, 1, 0, 1, 1, 0, 0]  # a Monday, a quarter through the year and the day
    times = ["01.04.2024 06:30", datetime.datetime(2024, 4, 1, 6), np.datetime64("2024-04-01T06:59"), origin + 2190]
    np.testing.assert_allclose(scorer.predict({"when": times}), [quarter] * 4, atol=1e-12)
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"when": pandas.to_datetime(["2024-04-01 06:00", None])})
    np.testing.assert_allclose(scorer.predict(frame)[0], quarter, atol=1e-12)
    filled = scorer.predict({"when": [None, "2024-04-01", "soon", np.datetime64("NaT")]})
    assert (filled[:, [0, -1]] == [1, 1]).all()
    np.testing.assert_array_equal(filled, [scorer.predict(frame)[1]] * 4)


def test_text_among_numbers_is_missing_if_training_treated_it_so() -> None:
    column = {"name": "n", "width": 1, "categories": [], "fill": 3.0}
    lenient = identity_model([{**column, "coerces": True}])
    np.testing.assert_array_equal(lenient.predict({"n": ["1", "many", None]}), [1, 3, 3])
    with pytest.raises(TypeError, match="expected numbers in column 'n' but found text"):
        identity_model([column]).predict({"n": ["1", "many", None]})


def test_robust_scaling_clips_features() -> None:
    scorer = identity_model([{"name": "x", "width": 1, "categories": []}], "robust")
    np.testing.assert_allclose(scorer.predict([[0], [3], [1e9]]), [0, 3 / np.sqrt(2), 3])


TABLE = [
    {"name": "n", "width": 1, "fill": 2.0},
    {"name": "town", "width": 1, "form": "ordinal", "categories": ["Bern", "Oslo"]},
]


def test_a_dictionary_of_single_values_is_one_row() -> None:
    scorer = identity_model(TABLE)
    np.testing.assert_array_equal(scorer.logits({"n": 7, "town": "Oslo"}), [[7, 1]])
    np.testing.assert_array_equal(scorer.logits({"n": None, "town": ""}), [[2, 0.5]])
    vector = identity_model([{"name": "x", "width": 2, "categories": []}])
    np.testing.assert_array_equal(vector.logits({"x": [1, 2]}), [[1, 2]])


@pytest.mark.parametrize(
    ("rows", "error", "message"),
    [
        ({"n": [1, 2], "town": "Bern"}, ValueError, "as many values in each column but found 2 in 'n', 1 in 'town'"),
        ({"n": [[1]], "town": ["Bern"]}, ValueError, r"a value for each row in column 'n' but found shape \(1, 1\)"),
        ({"n": {}, "town": "Bern"}, TypeError, "expected numbers in column 'n' but found text"),
        ({}, ValueError, "expected a column 'n' but found none"),
        ([{"n": 1, "town": "Bern"}], TypeError, "but found list of dict"),
        ([[1, "Bern"], [2]], TypeError, "but found list"),
        ([1, ["Bern"]], TypeError, "but found list"),
        ("Bern", TypeError, "a value for each of n, town, or a dictionary of columns, but found str"),
        (None, TypeError, "but found NoneType"),
        ([1], ValueError, "expected rows of 2 features"),
    ],
)
def test_rows_of_another_shape_are_refused_in_one_line(rows: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=rf"^\[rows\] expected [^\n]*{message.removeprefix('expected ')}[^\n]*$"):
        identity_model(TABLE).predict(rows)


def test_vectors_of_another_size_are_refused_in_one_line() -> None:
    vector = identity_model([{"name": "x", "width": 2, "categories": []}])
    for wrong in ([1, 2, 3], 5, [[1, 2], [3]], "ab", [None]):
        with pytest.raises((TypeError, ValueError), match=r"^\[rows\] expected vectors of 2 numbers in column 'x'"):
            vector.predict({"x": wrong})


def test_a_missing_column_is_named_in_one_line() -> None:
    scorer = identity_model([{"name": "x", "width": 1, "categories": []}])
    with pytest.raises(ValueError, match=r"^\[rows\] expected a column 'x' but found y$"):
        scorer.predict({"y": [1]})
