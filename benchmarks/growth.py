"""How seconds and memory grow with rows, columns and weights.

python -m benchmarks.growth
"""

import statistics
import time

import numpy as np

from autoencode import Autoencoder
from benchmarks.measure import PeakMemory, save

ROUNDS = 3


def measure(n_rows, n_columns, widths):
    """Seconds of an epoch of 2,048 samples at least, and memory, medians."""
    X = np.random.default_rng(0).normal(size=(n_rows, n_columns)).astype(np.float32)
    model = Autoencoder(
        n_components=10,
        hidden_layer_sizes=widths,
        batch_size=256,
        max_epochs=1,
        validation_fraction=0,
        random_state=0,
    )
    model.fit(X[:512])
    seconds, memory = [], []
    for _ in range(ROUNDS):
        with PeakMemory() as peak:
            started = time.perf_counter()
            model.fit(X)
            seconds.append(time.perf_counter() - started)
        memory.append(peak.above)
    n_weights = sum(p.numel() for p in model.network_.parameters())
    return {
        "rows": n_rows,
        "columns": n_columns,
        "weights": n_weights,
        "seconds": statistics.median(seconds),
        "memory_mb": statistics.median(memory),
    }


def main():
    series = {
        "rows": [(n, 100, (256,)) for n in (5_000, 20_000, 80_000, 320_000)],
        "columns": [(5_000, n, (256,)) for n in (50, 200, 800, 3_200, 12_800)],
        "weights": [(5_000, 200, (n, n)) for n in (64, 256, 1_024, 4_096)],
    }
    results = {}
    for name, cases in series.items():
        results[name] = [measure(*case) for case in cases]
        for each in results[name]:
            print(name, each, flush=True)
    save("growth", {"command": "python -m benchmarks.growth", "series": results})


if __name__ == "__main__":
    main()
