"""A whole fit beside ten lines of autograd with a fused optimizer.

Both train the same network for as many steps, by AdamW with the same weight decay, in
turn, round by round: ratios of medians hold on a machine that others use too. Explicit
gradients are worth their code only where the ratio is above 1.2. The product computes
as by default: the first column after the times says in which arithmetic, and how fast
that was measured to be. With ``--precision float32`` it is compared in the type of the
ten lines.

The two rows of the bars: ``--only bars`` runs 64-32-8 in batches of 32 (at least 1.4),
and 784-1000-500-250-30 in batches of 256 with 20,000 rows (at least 2.5 in bfloat16
where that is fast, else 1.0).

    python -m benchmarks.training_step [--rounds 7] [--threads 1] [--only bars]
"""

import argparse
import statistics
import time
from itertools import pairwise

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from autoencode import Autoencoder
from autoencode.machine import processor
from autoencode.training.devices import PRECISIONS

# Rows, sizes from samples to code, samples in a batch, epochs.
CASES = (
    (1600, (64, 8), 32, 15),
    (1600, (64, 128, 64, 32, 8), 64, 15),
    (3000, (784, 128, 16), 64, 5),
    (3000, (784, 512, 16), 256, 5),
)
BARS = (
    (1600, (64, 32, 8), 32, 15),
    (20_000, (784, 1000, 500, 250, 30), 256, 1),
)
WEIGHT_DECAY = 0.01


def by_autograd(X, sizes, batch_size, n_epochs, precision):
    """Ten lines: no validation, no schedule, no check of the loss."""
    widths = [*pairwise(sizes), *pairwise(sizes[::-1])]
    layers = [each for pair in widths for each in (nn.Linear(*pair), nn.SiLU())]
    del layers[2 * len(sizes) - 3], layers[-1]  # code and output are linear
    network, samples = nn.Sequential(*layers), torch.from_numpy(X)
    optimizer = torch.optim.AdamW(
        network.parameters(), lr=1e-3, weight_decay=WEIGHT_DECAY, fused=True
    )
    for _ in range(n_epochs):
        for rows in torch.randperm(len(X)).split(batch_size):
            x = samples[rows]
            optimizer.zero_grad()
            (0.5 * F.mse_loss(network(x), x, reduction="sum") / len(x)).backward()
            optimizer.step()


def by_fit(X, sizes, batch_size, n_epochs, precision):
    """The product; return its arithmetic."""
    model = Autoencoder(
        hidden_layer_sizes=sizes[1:-1],
        n_components=sizes[-1],
        linear_skip=False,
        weight_decay=WEIGHT_DECAY,
        batch_size=batch_size,
        max_epochs=n_epochs,
        learning_rate=1e-3,
        validation_fraction=0.0,
        precision=precision,
        device="cpu",
        random_state=0,
    ).fit(X)
    return model.arithmetic_


def timed(train, *arguments):
    """Return the seconds that a fit took, and its result."""
    started = time.perf_counter()
    result = train(*arguments)
    return time.perf_counter() - started, result


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--precision", choices=PRECISIONS, default="auto")
    parser.add_argument("--only", choices=["bars"])
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    generator = np.random.default_rng(0)
    print(f"{processor()}, {arguments.threads} threads, PyTorch {torch.__version__}")
    print("network, batch size, rows: fit, autograd, ratio autograd / fit; arithmetic")
    for n_rows, sizes, batch_size, n_epochs in BARS + (() if arguments.only else CASES):
        X = generator.random((n_rows, sizes[0]), dtype=np.float32)
        times = {by_fit: [], by_autograd: []}
        results = {}
        for number in range(arguments.rounds + 1):
            for train, found in times.items():
                given = X, sizes, batch_size, n_epochs, arguments.precision
                seconds, results[train] = timed(train, *given)
                if number > 0:  # not the first-time setup
                    found.append(seconds)
        ours, theirs = (statistics.median(each) for each in times.values())
        name = "-".join(map(str, sizes))
        print(
            f"{name}, {batch_size}, {n_rows:,}: {ours:.3f} s, {theirs:.3f} s, "
            f"{theirs / ours:.2f}; {results[by_fit]}",
            flush=True,
        )


if __name__ == "__main__":
    main()
