"""Scaling of time and memory with rows, columns and weights.

python -m benchmarks.growth
"""

import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np

from autoencode import Autoencoder
from benchmarks.measure import PeakMemory, save

ROUNDS = 3


def measure(n_rows, n_columns, widths):
    """Return median seconds of one epoch, and memory above the data."""
    X = np.random.default_rng(0).normal(size=(n_rows, n_columns)).astype(np.float32)
    model = Autoencoder(
        n_components=10,
        hidden_layer_sizes=widths,
        batch_size=256,
        max_epochs=1,
        validation_fraction=0,
        random_state=0,
    )
    Autoencoder(max_epochs=1).fit(X[:300, :10])  # warm-up
    with PeakMemory() as peak:
        model.fit(X)
    seconds = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        model.fit(X)
        seconds.append(time.perf_counter() - started)
    return {
        "rows": n_rows,
        "columns": n_columns,
        "weights": sum(p.numel() for p in model.network_.parameters()),
        "seconds": statistics.median(seconds),
        "memory_mb": peak.above,
    }


def main():
    series = {
        "rows": [(n, 100, (256,)) for n in (5_000, 20_000, 80_000, 320_000)],
        "columns": [(5_000, n, (256,)) for n in (50, 200, 800, 3_200, 12_800)],
        "weights": [(5_000, 200, (n, n)) for n in (64, 256, 1_024, 4_096)],
    }
    results = {}
    for name, cases in series.items():
        # One process per case, since freed memory is reused.
        with ProcessPoolExecutor(
            1, mp_context=get_context("spawn"), max_tasks_per_child=1
        ) as pool:
            results[name] = list(pool.map(measure, *zip(*cases, strict=True)))
        for each in results[name]:
            print(name, each, flush=True)
    save("growth", {"command": "python -m benchmarks.growth", "series": results})


if __name__ == "__main__":
    main()
