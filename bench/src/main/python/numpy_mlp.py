"""Trains a multilayer perceptron by mini-batch gradient descent in plain NumPy, and times it.

Rows are visited in the order of the file. Features are floats in memory, scaled before the clock
starts. Prints lines "result NAME VALUE"; the number of BLAS threads comes from the environment.

  numpy_mlp.py --images F --labels F --layers 784,100,10 --batch 50 --epochs 7 --warmup 2
  numpy_mlp.py --table F --targets 3 --layers 6,7,5,3 --sigmoid --batch 1 --epochs 10
"""

import argparse
import gzip
import time

import numpy as np


def read_idx(path):
    """The unsigned bytes of a file in MNIST's layout."""
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
        data = file.read()
    dimensions = data[3]
    shape = np.frombuffer(data, ">u4", dimensions, 4)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * dimensions).reshape(shape)


def read_images(images, labels, dtype):
    """Pixels in [0, 1], and classes."""
    pixels = read_idx(images)
    return pixels.reshape(len(pixels), -1).astype(dtype) / dtype(255), read_idx(labels).astype(np.int64)


def read_table(path, targets, dtype):
    """Features, and the last columns as targets."""
    table = np.loadtxt(path, delimiter=",", dtype=dtype)
    return np.ascontiguousarray(table[:, :-targets]), np.ascontiguousarray(table[:, -targets:])


def initial_weights(layers, dtype, biases, theta=None):
    """W (in x out) and b of each layer, drawn, or cut out of one flat vector."""
    random = np.random.default_rng(1)
    weights, at = [], 0
    for n_in, n_out in zip(layers, layers[1:]):
        if theta is None:
            w = random.standard_normal((n_in, n_out)) * (np.sqrt(2 / n_in) if biases else 1)
            b = np.zeros(n_out)
        else:
            w = theta[at : at + n_in * n_out].reshape(n_in, n_out)
            b = theta[at + n_in * n_out : at + (n_in + 1) * n_out]
            at += (n_in + 1) * n_out
        weights.append((w.astype(dtype), b.astype(dtype)))
    return weights


def relu_softmax_step(weights, x, y, rate):
    """One update of a relu network under softmax and cross-entropy; gives the summed loss."""
    activations = [x]
    for w, b in weights[:-1]:
        z = activations[-1] @ w
        z += b
        activations.append(np.maximum(z, 0, out=z))
    w, b = weights[-1]
    z = activations[-1] @ w
    z += b
    z -= z.max(axis=1, keepdims=True)
    chosen = z[np.arange(len(y)), y].sum()
    np.exp(z, out=z)
    sums = z.sum(axis=1, keepdims=True)
    loss = np.log(sums).sum() - chosen
    z /= sums
    z[np.arange(len(y)), y] -= 1
    dz = z
    rate /= len(x)
    for l in range(len(weights) - 1, -1, -1):
        w, b = weights[l]
        dw, db = activations[l].T @ dz, dz.sum(axis=0)
        if l > 0:
            dz = dz @ w.T
            dz *= activations[l] > 0
        dw *= rate
        w -= dw
        b -= rate * db
    return loss


def sigmoid_squared_step(weights, x, y, rate):
    """One update of a sigmoid network without biases under half the squared error; gives the loss."""
    activations = [x]
    for w, _ in weights:
        activations.append(1 / (1 + np.exp(-(activations[-1] @ w))))
    a = activations[-1]
    error = a - y
    loss = 0.5 * (error * error).sum()
    dz = error * a * (1 - a)
    for l in range(len(weights) - 1, -1, -1):
        w, _ = weights[l]
        dw = activations[l].T @ dz
        if l > 0:
            a = activations[l]
            dz = (dz @ w.T) * a * (1 - a)
        w -= (rate / len(x)) * dw
    return loss


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--images")
    parser.add_argument("--labels")
    parser.add_argument("--table")
    parser.add_argument("--targets", type=int, default=1)
    parser.add_argument("--layers", type=lambda text: [int(n) for n in text.split(",")], required=True)
    parser.add_argument("--sigmoid", action="store_true", help="sigmoid, squared error, no biases")
    parser.add_argument("--dtype", choices=["float32", "float64"], default="float32")
    parser.add_argument("--batch", type=int, required=True)
    parser.add_argument("--rate", type=float, default=0.01)
    parser.add_argument("--epochs", type=int, required=True)
    parser.add_argument("--warmup", type=int, default=0, help="epochs that are not counted")
    parser.add_argument("--most-seconds", type=float, default=1e9, help="begin no epoch after so many")
    parser.add_argument("--theta", help="initial W1, b1, W2, ... as one row of little-endian doubles")
    return parser.parse_args()


def main():
    args = arguments()
    dtype = np.float32 if args.dtype == "float32" else np.float64
    if args.table:
        x, y = read_table(args.table, args.targets, dtype)
    else:
        x, y = read_images(args.images, args.labels, dtype)
    theta = np.fromfile(args.theta, "<f8") if args.theta else None
    weights = initial_weights(args.layers, dtype, not args.sigmoid, theta)
    step = sigmoid_squared_step if args.sigmoid else relu_softmax_step
    seconds, losses = [], []
    for _ in range(args.epochs):
        start = time.perf_counter()
        loss = 0.0
        for i in range(0, len(x), args.batch):
            loss += step(weights, x[i : i + args.batch], y[i : i + args.batch], args.rate)
        seconds.append(time.perf_counter() - start)
        losses.append(repr(float(loss) / len(x)))
        if sum(seconds) > args.most_seconds:
            break
    print("result epoch_seconds", float(np.median(seconds[args.warmup :] or seconds[-1:])))
    print("result losses", " ".join(losses))
    print("result total_seconds", sum(seconds))


if __name__ == "__main__":
    main()
