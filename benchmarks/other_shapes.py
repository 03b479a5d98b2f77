"""Small, wide and tall data, and encoding.

Contestants alternate for five rounds, and medians are compared, since the machine may
be shared.

    python -m benchmarks.other_shapes [small wide tall encoding]
"""

import statistics
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from scipy import sparse

from autoencode import Autoencoder
from benchmarks.contestants import CONTESTANTS, OPTIMIZER, PEERS, squared_error
from benchmarks.measure import PeakMemory, ceiling, images, save

ROUNDS = 5


def in_turn(runs, rounds=ROUNDS):
    """Call all functions alternately; return {name: list of results}."""
    results = {name: [] for name in runs}
    for number in range(rounds):
        for name, run in runs.items():
            results[name].append(run())
            print(f"round {number + 1} {name:24} {results[name][-1]}", flush=True)
    return results


def medians(results):
    return {name: statistics.median(values) for name, values in results.items()}


def seconds_of(function, *arguments):
    started = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - started


def rates_of(model, formats, rounds=ROUNDS):
    """Fit the same samples in several formats: samples per second, and memory."""
    memory = dict.fromkeys(formats, 0.0)

    def run(name):
        with PeakMemory() as peak:
            seconds = seconds_of(model.fit, formats[name])
        memory[name] = max(memory[name], peak.above)
        return formats[name].shape[0] / seconds

    return in_turn({name: lambda n=name: run(n) for name in formats}, rounds), memory


def small():
    """Digits, 64-32-8, 100 epochs: all contestants, with two batch sizes."""
    from sklearn.datasets import load_digits

    X = (load_digits().data / 16).astype(np.float32)
    names = ["autoencode", *PEERS]
    result = {"data": "digits, 1,797 x 64", "network": [64, 32, 8], "epochs": 100}
    result["optimizer"] = OPTIMIZER
    for batch_size in (32, 200):
        errors = {}

        def run(name, batch_size=batch_size, errors=errors):
            started = time.perf_counter()
            fitted = CONTESTANTS[name](X, (64, 32, 8), 100, batch_size, 1e-3)
            seconds = time.perf_counter() - started
            errors[name] = squared_error(fitted, X)
            return seconds

        for name in names:  # warm-up: imports and setup are not measured
            CONTESTANTS[name](X[:200], (64, 32, 8), 1, batch_size, 1e-3)
        rounds = in_turn({name: lambda n=name: run(n) for name in names})
        result[f"batch {batch_size}"] = {
            "seconds": rounds,
            "median": medians(rounds),
            "training_error": errors,
        }
    save("small", result)


def wide():
    """20,000 columns with 1 % nonzero values: sparse and dense."""
    X = sparse.random(5_000, 20_000, density=0.01, format="csr", random_state=0)
    X = X.astype(np.float32)
    X_dense = X.toarray()
    model = Autoencoder(
        n_components=30,
        hidden_layer_sizes=(500,),
        batch_size=256,
        max_epochs=1,
        validation_fraction=0,
        random_state=0,
    )
    model.fit(X[:600])
    rounds, memory = rates_of(model, {"sparse": X, "dense": X_dense})
    save(
        "wide",
        {
            "data": "5,000 x 20,000, 1 % stored",
            "network": [20_000, 500, 30],
            "data_mb": {
                "sparse": X.data.nbytes * 2 / 2**20,
                "dense": X_dense.nbytes / 2**20,
            },
            "samples_per_second": rounds,
            "median": medians(rounds),
            "memory_mb": memory,
        },
    )


def tall(n_rows=10_000_000):
    """Ten million rows of 30 columns: in memory, and memory mapped."""
    rng = np.random.default_rng(0)
    mixing = rng.normal(size=(5, 30)).astype(np.float32)
    model = Autoencoder(
        n_components=5,
        hidden_layer_sizes=(64, 32),
        batch_size=1024,
        max_epochs=1,
        validation_fraction=0,
        random_state=0,
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tall.npy"
        mapped = np.lib.format.open_memmap(
            path, mode="w+", dtype=np.float32, shape=(n_rows, 30)
        )
        for start in range(0, n_rows, 100_000):
            latent = rng.normal(size=(min(100_000, n_rows - start), 5))
            mapped[start : start + len(latent)] = latent.astype(np.float32) @ mixing
        mapped.flush()
        mapped = np.load(path, mmap_mode="r")
        in_memory = np.array(mapped)
        rounds, memory = rates_of(
            model, {"in memory": in_memory, "memory-mapped": mapped}, rounds=3
        )
    save(
        "tall",
        {
            "data": f"{n_rows:,} x 30, float32, {in_memory.nbytes / 2**30:.1f} GiB",
            "network": [30, 64, 32, 5],
            "batch_size": 1024,
            "samples_per_second": rounds,
            "median": medians(rounds),
            "memory_mb": memory,
        },
    )


def encoding():
    """`transform` of 60,000 images: share of the float32 peak, and memory."""
    X, _ = images()
    sizes = (784, 1000, 500, 250, 30)
    model = Autoencoder(
        n_components=sizes[-1],
        hidden_layer_sizes=sizes[1:-1],
        max_epochs=1,
        validation_fraction=0,
        random_state=0,
    ).fit(X[:3000])
    flops = 2 * sum(a * b for a, b in pairwise(sizes)) * len(X)
    model.transform(X[:3000])
    with PeakMemory() as memory:
        model.transform(X)
    limits = []

    def share():
        limits.append(ceiling(torch.float32))
        return flops / seconds_of(model.transform, X) / 1e9 / limits[-1]

    rounds = in_turn({"share": share})
    save(
        "encoding",
        {
            "data": "MNIST, 60,000 x 784",
            "network": sizes,
            "float32_ceiling_gflops": statistics.median(limits),
            "share_of_ceiling": rounds["share"],
            "median_share": statistics.median(rounds["share"]),
            "memory_mb_above_data": memory.above,
        },
    )


BENCHMARKS = {"small": small, "wide": wide, "tall": tall, "encoding": encoding}

if __name__ == "__main__":
    for chosen in sys.argv[1:] or BENCHMARKS:
        BENCHMARKS[chosen]()
