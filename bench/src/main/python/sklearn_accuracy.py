"""Test accuracy of scikit-learn's MLPClassifier on standardised tables, or on MNIST's pixels in [0, 1].

  sklearn_accuracy.py NAME TRAIN TEST SEED L2 NAME ...   prints for each a result NAME-SEED, with its own alpha, and
                                                         NAME-SEED-l2, with an alpha that means the penalty L2
  sklearn_accuracy.py mnist IMAGES LABELS IMAGES LABELS ITERATIONS SEED      prints a result accuracy

A table has numbers separated by commas, and the class in its last column.
"""

import sys
import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from numpy_mlp import read_idx

warnings.simplefilter("ignore", ConvergenceWarning)


def table(path):
    rows = np.loadtxt(path, delimiter=",", ndmin=2)
    return rows[:, :-1], rows[:, -1].astype(int)


def tables(arguments):
    for name, train, test, seed, l2 in zip(*[iter(arguments)] * 5):
        x, y = table(train)
        for which, alpha in ("", 1e-4), ("-l2", float(l2) * len(x)):
            network = MLPClassifier(hidden_layer_sizes=(16,), max_iter=500, random_state=int(seed), alpha=alpha)
            model = make_pipeline(StandardScaler(), network).fit(x, y)
            print(f"result {name}-{seed}{which} {model.score(*table(test))}")


def mnist(images, labels, test_images, test_labels, iterations, seed):
    def rows(pixels, classes):
        x = read_idx(pixels)
        return x.reshape(len(x), -1).astype(np.float32) / 255, read_idx(classes)

    network = MLPClassifier(hidden_layer_sizes=(100,), max_iter=int(iterations), random_state=int(seed))
    network.fit(*rows(images, labels))
    print(f"result accuracy {network.score(*rows(test_images, test_labels))}")


if __name__ == "__main__":
    if sys.argv[1] == "mnist":
        mnist(*sys.argv[2:])
    else:
        tables(sys.argv[1:])
