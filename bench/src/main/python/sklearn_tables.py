"""Splits tables as they come, and judges scikit-learn's networks on the rows that are held out.

  sklearn_tables.py OUTPUT ROWS FILE TARGET LEAKS ...   for each table and the seeds 0, 1, 2, writes NAME-SEED-train.csv and
                                                        NAME-SEED-test.csv, cell by cell as they were, and prints a
                                                        result NAME-SEED: accuracy, or R2 where the target is numbers

A fifth of the rows is held out, of at most ROWS by chance, the same share of each class. LEAKS are columns to leave
out, joined by commas. Whatever a person would do by hand is done: missing numbers get the median, other columns one
feature a category, features and the targets of a regression are standardised. Early stopping, the rest by default.
"""

import csv
import os
import sys
import warnings

import numpy as np
from sklearn.compose import ColumnTransformer, TransformedTargetRegressor
from sklearn.exceptions import ConvergenceWarning
from sklearn.impute import SimpleImputer
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

MISSING = ("", "NA")

warnings.simplefilter("ignore", ConvergenceWarning)


def is_number(text):
    try:
        return text in MISSING or np.isfinite(float(text))
    except ValueError:
        return False


def network(rows, numbers, seed, is_regression):
    numeric = [c for c in range(rows.shape[1]) if numbers[c]]
    other = [c for c in range(rows.shape[1]) if not numbers[c]]
    columns = ColumnTransformer(
        [
            ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numeric),
            ("categories", OneHotEncoder(handle_unknown="ignore", sparse_output=False), other),
        ]
    )
    if not is_regression:
        return make_pipeline(columns, MLPClassifier(early_stopping=True, random_state=seed))
    mlp = MLPRegressor(early_stopping=True, random_state=seed)
    return make_pipeline(columns, TransformedTargetRegressor(mlp, transformer=StandardScaler()))


def measure(output, most, path, target, leaks):
    with open(path, newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    y = header.index(target)
    rows = np.array([row for row in rows if row[y] not in MISSING], dtype=object)
    rows = np.random.default_rng(0).permutation(rows)[:most]
    is_regression = all(map(is_number, rows[:, y])) and len(set(rows[:, y])) > 20
    # The first column has the names of the rows.
    used = [c for c in range(1, len(header)) if c != y and header[c] not in leaks]
    numbers = [all(map(is_number, rows[:, c])) for c in used]
    name = os.path.splitext(os.path.basename(path))[0]
    for seed in range(3):
        parts = train_test_split(rows, test_size=0.2, random_state=seed, stratify=None if is_regression else rows[:, y])
        files = []
        for part, which in zip(parts, ("train", "test")):
            with open(os.path.join(output, f"{name}-{seed}-{which}.csv"), "w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows([header, *part])
            x = part[:, used]
            for c, numeric in enumerate(numbers):
                if numeric:
                    x[:, c] = [np.nan if text in MISSING else float(text) for text in x[:, c]]
            files.append((x, part[:, y].astype(float) if is_regression else part[:, y].astype(str)))
        (x, expected), (test, truth) = files
        model = network(x, numbers, seed, is_regression).fit(x, expected)
        print(f"result {name}-{seed} {model.score(test, truth)}")


if __name__ == "__main__":
    output, most, *tables = sys.argv[1:]
    for path, target, leaks in zip(*[iter(tables)] * 3):
        measure(output, int(most), path, target, leaks.split(","))
