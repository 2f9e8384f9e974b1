"""The five walk-throughs of docs/gallery.md in plain NumPy, timed: the same networks, batches, rates, numbers of
steps and evaluations after each epoch as the presets of these names. Reading the data is not counted.

  numpy_gallery.py --job mnist --sets DIR --digits digits.csv --dtype float32

Prints lines "result NAME VALUE"; the number of BLAS threads comes from the environment. cats needs h5py.
"""

import argparse
import glob
import os
import time

import numpy as np

from numpy_mlp import read_idx

SIGMOID = lambda z: 1 / (1 + np.exp(-z))


class Mlp:
    """Dense layers under relu or sigmoid, and an output with its loss; updated in place."""

    def __init__(self, layers, deviations, dtype, hidden, output, biases=True, bias_deviation=0.0, l2=0.0):
        random = np.random.default_rng(1)
        self.w, self.b = [], []
        for n_in, n_out, deviation in zip(layers, layers[1:], deviations):
            self.w.append((random.standard_normal((n_in, n_out)) * deviation).astype(dtype))
            self.b.append((random.standard_normal(n_out) * bias_deviation).astype(dtype))
        self.hidden, self.output, self.biases, self.l2 = hidden, output, biases, l2

    def forward(self, x):
        """The activations of every layer, the input first."""
        activations = [x]
        for l, (w, b) in enumerate(zip(self.w, self.b)):
            z = activations[-1] @ w
            if self.biases:
                z += b
            if l < len(self.w) - 1:
                activations.append(np.maximum(z, 0, out=z) if self.hidden == "relu" else SIGMOID(z))
            elif self.output == "softmax":
                z -= z.max(axis=1, keepdims=True)
                np.exp(z, out=z)
                z /= z.sum(axis=1, keepdims=True)
                activations.append(z)
            else:
                activations.append(SIGMOID(z))
        return activations

    def step(self, x, y, rate):
        """One update; y is one-hot, 0 or 1, or numbers. Gives the mean loss."""
        activations = self.forward(x)
        a = activations[-1]
        dz = a - y
        if self.output == "squared":
            loss = 0.5 * (dz * dz).sum()
            dz = dz * a * (1 - a)
        elif self.output == "softmax":
            loss = -np.log(np.maximum((a * y).sum(axis=1), 1e-30)).sum()
        else:
            loss = -(y * np.log(a + 1e-30) + (1 - y) * np.log(1 - a + 1e-30)).sum()
        for l in range(len(self.w) - 1, -1, -1):
            dw = activations[l].T @ dz
            db = dz.sum(axis=0) if self.biases else None
            if l > 0:
                dz = dz @ self.w[l].T
                h = activations[l]
                dz *= (h > 0) if self.hidden == "relu" else h * (1 - h)
            dw *= rate / len(x)
            if self.l2:
                dw += rate * self.l2 * self.w[l]
            self.w[l] -= dw
            if self.biases:
                self.b[l] -= (rate / len(x)) * db
        return loss / len(x)

    def evaluate(self, x, y):
        """The mean loss, and the share of rows whose class is right."""
        a = self.forward(x)[-1]
        if self.output == "squared":
            loss = 0.5 * ((a - y) ** 2).sum()
        elif self.output == "softmax":
            loss = -np.log(np.maximum((a * y).sum(axis=1), 1e-30)).sum()
        else:
            loss = -(y * np.log(a + 1e-30) + (1 - y) * np.log(1 - a + 1e-30)).sum()
        if a.shape[1] > 1:
            right = (a.argmax(axis=1) == y.argmax(axis=1)).mean()
        else:
            right = ((a > 0.5) == (y > 0.5)).mean()
        return loss / len(x), float(right)


def one_hot(labels, dtype):
    y = np.zeros((len(labels), labels.max() + 1), dtype)
    y[np.arange(len(labels)), labels] = 1
    return y


def digits(args, dtype):
    table = np.loadtxt(args.digits, delimiter=",")
    order = np.random.default_rng(1).permutation(len(table))
    x, labels = table[order, :-1], table[order, -1].astype(int)
    mean, deviation = x[:1078].mean(axis=0), x[:1078].std(axis=0)
    x = ((x - mean) / np.where(deviation > 0, deviation, 1)).astype(dtype)
    y = one_hot(labels, dtype)
    net = Mlp([64, 50, 10], [0.01, 0.01], dtype, "relu", "softmax")

    def train():
        for _ in range(1000):
            net.step(x[:1078], y[:1078], 0.03)
            net.evaluate(x[1078:], y[1078:])

    return train, lambda: net.evaluate(x[1078:], y[1078:])[1]


def mnist(args, dtype):
    sets = os.path.join(args.sets, "mnist")
    read = lambda name: read_idx(glob.glob(os.path.join(sets, name + "*"))[0])
    x = read("train-images-idx3-ubyte").reshape(-1, 784).astype(dtype) / dtype(255)
    y = one_hot(read("train-labels-idx1-ubyte"), dtype)
    test = read("t10k-images-idx3-ubyte").reshape(-1, 784).astype(dtype) / dtype(255)
    expected = one_hot(read("t10k-labels-idx1-ubyte"), dtype)
    net = Mlp([784, 100, 10], [0.01, 0.01], dtype, "sigmoid", "squared", bias_deviation=0.01)

    def train():
        for _ in range(30):
            for i in range(0, len(x), 50):
                net.step(x[i : i + 50], y[i : i + 50], 0.5)
            net.evaluate(test, expected)

    return train, lambda: net.evaluate(test, expected)[1]


def cifar10_shallow(args, dtype):
    files = sorted(glob.glob(os.path.join(args.sets, "cifar10", "data_batch_*.bin")))
    files.append(os.path.join(args.sets, "cifar10", "test_batch.bin"))
    records = np.concatenate([np.fromfile(file, np.uint8).reshape(-1, 3073) for file in files])[:51000]
    x = records[:, 1:].astype(dtype)
    x -= x[:49000].mean(axis=0)
    y = one_hot(records[:, 0].astype(int), dtype)
    net = Mlp([3072, 100, 10], [0.001, 0.001], dtype, "relu", "softmax", l2=0.6)
    random, best = np.random.default_rng(1), [0.0]

    def train():
        for step in range(2000):
            batch = random.choice(49000, 500)
            net.step(x[batch], y[batch], 0.001 * 0.95 ** (step // 98))
            if step % 98 == 97 or step == 1999:
                best[0] = max(best[0], net.evaluate(x[49000:50000], y[49000:50000])[1])
                net.evaluate(x[50000:], y[50000:])

    return train, lambda: best[0]


def cats(args, dtype):
    import h5py

    def read(part):
        with h5py.File(os.path.join(args.sets, "cat-noncat", part + "_catvnoncat.h5"), "r") as file:
            x = file[part + "_set_x"][:]
            return x.reshape(len(x), -1).astype(dtype) / dtype(255), file[part + "_set_y"][:].astype(dtype)[:, None]

    (x, y), (test, expected) = read("train"), read("test")
    layers = [12288, 20, 7, 5, 1]
    deviations = [np.sqrt(2 / (i + o)) for i, o in zip(layers, layers[1:])]
    net = Mlp(layers, deviations, dtype, "relu", "sigmoid")

    def train():
        for _ in range(2500):
            net.step(x, y, 0.0075)
            net.evaluate(test, expected)

    return train, lambda: net.evaluate(test, expected)[1]


def multi_linear(args, dtype):
    random = np.random.default_rng(1)
    x = random.standard_normal((10000, 6)) * 5
    weights = np.array([[1, 2, 3, 4, 5, 6], [1.3, 2.3, 4.2, 2, 3.3, 2.1], [4.2, 1.9, 2.2, 2.3, 1.2, 0.8]])
    y = x @ weights.T + random.standard_normal((10000, 3))
    y = (y - y.min(axis=0)) / (y.max(axis=0) - y.min(axis=0))
    x, y = x.astype(dtype), y.astype(dtype)
    net = Mlp([6, 7, 5, 3], [1, 1, 1], dtype, "sigmoid", "squared", biases=False)

    def train():
        for _ in range(10):
            for i in range(8000):
                net.step(x[i : i + 1], y[i : i + 1], 0.01)
            net.evaluate(x[8000:], y[8000:])

    def worst_r2():
        a, t = net.forward(x[8000:])[-1], y[8000:]
        return float((1 - ((a - t) ** 2).sum(axis=0) / ((t - t.mean(axis=0)) ** 2).sum(axis=0)).min())

    return train, worst_r2


JOBS = {
    "digits": digits,
    "mnist": mnist,
    "cifar10-shallow": cifar10_shallow,
    "cats": cats,
    "multi-linear": multi_linear,
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--job", choices=JOBS, required=True)
    parser.add_argument("--sets", help="the folder of data sets")
    parser.add_argument("--digits", help="the digits' CSV")
    parser.add_argument("--dtype", choices=["float32", "float64"], default="float64")
    args = parser.parse_args()
    train, result = JOBS[args.job](args, np.float32 if args.dtype == "float32" else np.float64)
    start = time.perf_counter()
    train()
    print("result total_seconds", time.perf_counter() - start)
    print("result merit", result())


if __name__ == "__main__":
    main()
