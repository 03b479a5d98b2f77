"""Samples a second in training beside the tutorial loop: same net, data, batches.

The contestants run in turn, five rounds, and medians are compared: the machine may be
shared. Writes docs/benchmarks/training_speed.json. Run it with ``make bench``.
"""

import json
import platform
import statistics
import sys
import time
from pathlib import Path

import numpy as np
import torch

from autoencode import Autoencoder, load_dataset
from autoencode.errors import DownloadError
from benchmarks import tutorial_loop

HIDDEN = (1000, 500, 250)
N_COMPONENTS = 30
ROUNDS = 5
OUT = Path(__file__).parent.parent / "docs" / "benchmarks" / "training_speed.json"


def samples():
    """MNIST's training images, or noise of the same shape where there is no network."""
    try:
        return "MNIST", np.asarray(load_dataset("mnist").X)
    except DownloadError:
        rng = np.random.default_rng(0)
        return "noise", rng.random((60_000, 784), dtype=np.float32)


def ours(X, precision):
    Autoencoder(
        n_components=N_COMPONENTS,
        hidden_layer_sizes=HIDDEN,
        activation="relu",
        learning_rate=1e-3,
        batch_size=256,
        max_epochs=1,
        validation_fraction=0,
        precision=precision,
        random_state=0,
    ).fit(X)


def tutorial(X):
    tutorial_loop.train(
        X,
        (X.shape[1], *HIDDEN, N_COMPONENTS),
        epochs=1,
        batch_size=256,
        learning_rate=1e-3,
        seed=0,
    )


CONTESTANTS = {
    "autoencode": lambda X: ours(X, "auto"),
    "autoencode, float32": lambda X: ours(X, "float32"),
    "tutorial loop": tutorial,
}


def main():
    name, X = samples()
    rates = {contestant: [] for contestant in CONTESTANTS}
    for _ in range(ROUNDS):
        for contestant, run in CONTESTANTS.items():
            started = time.perf_counter()
            run(X)
            rates[contestant].append(len(X) / (time.perf_counter() - started))
    medians = {key: statistics.median(values) for key, values in rates.items()}
    for contestant, rate in medians.items():
        ratio = rate / medians["tutorial loop"]
        print(f"{contestant:20} {rate:9,.0f} samples/s  {ratio:.2f} x")
    result = {
        "command": "make bench",
        "date": time.strftime("%Y-%m-%d"),
        "machine": f"{platform.machine()}, {torch.get_num_threads()} threads",
        "torch": torch.__version__,
        "python": sys.version.split()[0],
        "data": f"{name}, {X.shape[0]} x {X.shape[1]}",
        "network": [X.shape[1], *HIDDEN, N_COMPONENTS],
        "batch_size": 256,
        "samples_per_second": rates,
        "median": medians,
    }
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
