"""Splits tables, and judges what others make of them on the rows that are held out.

  tables.py split FILE TARGET OUTPUT NAME SEEDS ROWS [HEADER]
                              for each seed from 0, writes NAME-SEED-train.csv and NAME-SEED-test.csv, cell by cell as
                              they were; FILE may be sklearn:breast_cancer; HEADER names the columns where FILE does not
  tables.py SIDE TRAIN TEST TARGET LEAKS SEED
                              prints results: score, accuracy or R2 where the target is numbers, and fit, the seconds of
                              the fit alone; SIDE is sklearn, histgb, xgboost or pytabkit

A fifth of the rows is held out, of at most ROWS by chance, the same share of each class. LEAKS are columns to leave
out, joined by commas; a column without a name, which has the names of rows, is left out, too.

Each side has its defaults, and what a person would do by hand for it. sklearn: its MLP with early stopping behind
medians for missing numbers, a feature a category, everything standardised, the targets of a regression too. histgb and
xgboost: categories as such, missing numbers as they are. pytabkit: RealMLP-TD-S, categories as such, medians.
"""

import csv
import importlib.metadata
import os
import sys
import time
import warnings

import numpy as np
import pandas as pd

MISSING = ("", "NA")

warnings.filterwarnings("ignore")


def is_number(text):
    try:
        return text in MISSING or np.isfinite(float(text))
    except ValueError:
        return False


def is_regression(values):
    return all(map(is_number, values)) and len(set(values)) > 20


def read(path, header):
    if path == "sklearn:breast_cancer":
        from sklearn.datasets import load_breast_cancer

        data = load_breast_cancer()
        kinds = data.target_names[data.target]
        return [*data.feature_names, "kind"], [[*map(repr, x), kind] for x, kind in zip(data.data.tolist(), kinds)]
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    return (header.split(","), rows) if header else (rows[0], rows[1:])


def split(path, target, output, name, seeds, most, header=""):
    from sklearn.model_selection import train_test_split

    names, rows = read(path, header)
    y = names.index(target)
    rows = np.array([row for row in rows if row and row[y] not in MISSING], dtype=object)
    rows = np.random.default_rng(0).permutation(rows)[: int(most)]
    for seed in range(int(seeds)):
        classes = None if is_regression(rows[:, y]) else rows[:, y]
        parts = train_test_split(rows, test_size=0.2, random_state=seed, stratify=classes)
        for part, which in zip(parts, ("train", "test")):
            with open(os.path.join(output, f"{name}-{seed}-{which}.csv"), "w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows([names, *part])


def frames(paths, target, leaks):
    """The parts as pandas has them: numbers, NaN where one is missing, and categories; and the targets."""
    parts = [pd.read_csv(path, dtype=str, keep_default_na=False) for path in paths]
    numbers = is_regression(list(parts[0][target]) + list(parts[1][target]))
    truths = [part[target].astype(float) if numbers else part[target] for part in parts]
    # pandas calls a column without a name "Unnamed: 0".
    used = [c for c in parts[0] if c not in (target, "Unnamed: 0", "") and c not in leaks]
    features = [part[used].copy() for part in parts]
    for c in used:
        cells = pd.concat([part[c] for part in features])
        if all(map(is_number, cells)):
            for part in features:
                part[c] = [np.nan if text in MISSING else float(text) for text in part[c]]
        else:
            kinds = pd.CategoricalDtype(sorted(set(cells)))
            for part in features:
                part[c] = part[c].astype(kinds)
    return features, truths, numbers


def sklearn_mlp(x, numbers, seed):
    from sklearn.compose import ColumnTransformer, TransformedTargetRegressor, make_column_selector
    from sklearn.impute import SimpleImputer
    from sklearn.neural_network import MLPClassifier, MLPRegressor
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    of_numbers = make_column_selector(dtype_include="number")
    others = make_column_selector(dtype_exclude="number")
    columns = ColumnTransformer(
        [
            ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), of_numbers),
            ("categories", OneHotEncoder(handle_unknown="ignore", sparse_output=False), others),
        ]
    )
    if not numbers:
        return make_pipeline(columns, MLPClassifier(early_stopping=True, random_state=seed))
    mlp = MLPRegressor(early_stopping=True, random_state=seed)
    return make_pipeline(columns, TransformedTargetRegressor(mlp, transformer=StandardScaler()))


def histgb(x, numbers, seed):
    from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

    return (HistGradientBoostingRegressor if numbers else HistGradientBoostingClassifier)(random_state=seed)


def xgboost(x, numbers, seed):
    from xgboost import XGBClassifier, XGBRegressor

    return (XGBRegressor if numbers else XGBClassifier)(enable_categorical=True, random_state=seed)


def pytabkit(x, numbers, seed):
    from pytabkit import RealMLP_TD_S_Classifier, RealMLP_TD_S_Regressor

    return (RealMLP_TD_S_Regressor if numbers else RealMLP_TD_S_Classifier)(random_state=seed, device="cpu")


LIBRARIES = {"sklearn": "scikit-learn", "histgb": "scikit-learn"}
SIDES = {"sklearn": sklearn_mlp, "histgb": histgb, "xgboost": xgboost, "pytabkit": pytabkit}


def judge(side, train, test, target, leaks, seed):
    (x, held_out), (y, truth), numbers = frames((train, test), target, leaks.split(","))
    if side == "pytabkit":
        medians = x.median(numeric_only=True)
        x, held_out = x.fillna(medians), held_out.fillna(medians)
    if not numbers:  # which xgboost wants to be numbered
        classes = sorted(set(y))
        y, truth = ([classes.index(label) if label in classes else -1 for label in part] for part in (y, truth))
    model = SIDES[side](x, numbers, int(seed))
    start = time.perf_counter()
    model.fit(x, np.asarray(y))
    print(f"result fit {time.perf_counter() - start}")
    predicted, truth = np.asarray(model.predict(held_out)), np.asarray(truth)
    if numbers:
        score = 1 - ((truth - predicted) ** 2).sum() / ((truth - truth.mean()) ** 2).sum()
    else:
        score = (predicted == truth).mean()
    print(f"result score {score}")
    print(f"result version {importlib.metadata.version(LIBRARIES.get(side, side))}")


if __name__ == "__main__":
    what, *arguments = sys.argv[1:]
    if what == "split":
        split(*arguments)
    else:
        judge(what, *arguments)
