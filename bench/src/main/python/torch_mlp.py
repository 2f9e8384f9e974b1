"""Trains a relu network under softmax and cross-entropy by mini-batch SGD in PyTorch, and times it.

Written as PyTorch's users write it: modules, automatic differentiation, an optimizer. Rows are
visited in the order of the file. Features are floats in memory, scaled before the clock starts.
Prints lines "result NAME VALUE"; the number of threads comes from the environment.

  torch_mlp.py --images F --labels F --layers 784,100,10 --batch 50 --epochs 7 --warmup 2
"""

import argparse
import statistics
import time

import numpy as np
import torch
from torch import nn

from numpy_mlp import initial_weights, read_images


def network(layers, weights, dtype):
    """Linear layers with relu between them."""
    modules = []
    for n_in, n_out in zip(layers, layers[1:]):
        modules += [nn.Linear(n_in, n_out, dtype=dtype), nn.ReLU()]
    model = nn.Sequential(*modules[:-1])
    with torch.no_grad():
        for layer, (w, b) in zip(model[::2], weights):
            layer.weight.copy_(torch.from_numpy(w.T.copy()))
            layer.bias.copy_(torch.from_numpy(b.copy()))
    return model


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--images", required=True)
    parser.add_argument("--labels", required=True)
    parser.add_argument("--layers", type=lambda text: [int(n) for n in text.split(",")], required=True)
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
    numpy_type = np.float32 if args.dtype == "float32" else np.float64
    x, y = (torch.from_numpy(a) for a in read_images(args.images, args.labels, numpy_type))
    theta = np.fromfile(args.theta, "<f8") if args.theta else None
    model = network(args.layers, initial_weights(args.layers, numpy_type, True, theta), x.dtype)
    optimizer = torch.optim.SGD(model.parameters(), lr=args.rate)
    mean_loss = nn.CrossEntropyLoss()
    seconds, losses = [], []
    for _ in range(args.epochs):
        start = time.perf_counter()
        total = 0.0
        for i in range(0, len(x), args.batch):
            batch = x[i : i + args.batch]
            loss = mean_loss(model(batch), y[i : i + args.batch])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        seconds.append(time.perf_counter() - start)
        losses.append(repr(total / len(x)))
        if sum(seconds) > args.most_seconds:
            break
    print("result epoch_seconds", statistics.median(seconds[args.warmup :] or seconds[-1:]))
    print("result losses", " ".join(losses))
    print("result total_seconds", sum(seconds))


if __name__ == "__main__":
    main()
