"""Writes seeded sparse rows in LibSVM's format: terms by Zipf's law, TF-IDF-like values, two classes.

    python bench/make_sparse.py ROWS COLUMNS ENTRIES SEED > data.libsvm

ENTRIES is the mean of a row; a class shifts which terms are likely, so that there is something to learn.
"""
import sys

import numpy as np


def main():
    rows, columns, entries, seed = (int(word) for word in sys.argv[1:5])
    random = np.random.default_rng(seed)
    share = 1 / (np.arange(columns) + 10.0)
    share /= share.sum()
    shares = [share, np.roll(share, columns // 3) * 0.3 + share * 0.7]
    idf = np.log(1 / share) / 10
    for row in range(rows):
        label = int(random.random() < 0.3)
        count = max(1, random.poisson(entries))
        terms, counts = np.unique(
            random.choice(columns, size=count, p=shares[label] / shares[label].sum()),
            return_counts=True)
        values = counts * idf[terms]
        values /= np.sqrt((values**2).sum())
        words = (f"{term + 1}:{value:.6f}" for term, value in zip(terms, values))
        last = f" {columns}:0.01" if row == 0 and terms[-1] != columns - 1 else ""
        print(f"{label} " + " ".join(words) + last)


main()
