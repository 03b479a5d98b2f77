"""What all benchmarks measure with: memory, the machine's ceiling, its description."""

import json
import os
import platform
import threading
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from sklearn.base import clone

RESULTS = Path(__file__).parent.parent / "docs" / "benchmarks"
SHAPES = (  # rows, inner size, columns
    (1024, 784, 1000),
    (1024, 1000, 500),
    (1024, 1024, 1024),
    (2048, 2048, 2048),
    (4096, 1024, 1024),
)


def anonymous_mb():
    """Memory of this process that no file stands behind, in MB; NaN off Linux."""
    try:
        text = Path("/proc/self/smaps_rollup").read_text()
    except OSError:
        return float("nan")
    line = next(line for line in text.splitlines() if line.startswith("Anonymous"))
    return int(line.split()[1]) / 1024


class PeakMemory:
    """Looks at the memory fifty times a second; ``above``: the peak over the start."""

    def __enter__(self):
        self.start = self.peak = anonymous_mb()
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._look, daemon=True)
        self.thread.start()
        return self

    def _look(self):
        while not self.done.wait(0.02):
            self.peak = max(self.peak, anonymous_mb())

    def __exit__(self, *error):
        self.done.set()
        self.thread.join()
        self.above = max(self.peak, anonymous_mb()) - self.start


def ceiling(dtype, seconds=0.2):
    """Best GFLOP/s of PyTorch's products over SHAPES, all threads."""
    best = 0.0
    for n_rows, n_inner, n_columns in SHAPES:
        a = torch.randn(n_rows, n_inner).to(dtype)
        b = torch.randn(n_columns, n_inner).to(dtype)
        flops = 2 * n_rows * n_inner * n_columns
        ends = time.perf_counter() + seconds
        while time.perf_counter() < ends:
            started = time.perf_counter()
            torch.mm(a, b.t())
            best = max(best, flops / (time.perf_counter() - started) / 1e9)
    return best


def ceilings():
    """Best GFLOP/s in float32 and in bfloat16."""
    return {str(t)[6:]: ceiling(t) for t in (torch.float32, torch.bfloat16)}


def training_flops(sizes):
    """Executed products of a step per sample: forward, and twice that back.

    The input's own gradient is never computed.
    """
    weights = 2 * sum(a * b for a, b in pairwise(sizes))
    return 6 * weights - 2 * sizes[0] * sizes[1]


def machine():
    """Where and with what this was measured."""
    processor = platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        names = [line.split(":")[1].strip() for line in lines if "model name" in line]
        processor = names[0] if names else processor
    except OSError:
        pass
    return {
        "date": time.strftime("%Y-%m-%d"),
        "processor": f"{processor}, {torch.backends.cpu.get_cpu_capability()}",
        "threads": torch.get_num_threads(),
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "torch": torch.__version__,
    }


def images(name="mnist"):
    """MNIST or another set: training and test images, float32 in [0, 1]."""
    from autoencode import load_dataset

    dataset = load_dataset(name)
    return np.ascontiguousarray(dataset.X), np.ascontiguousarray(dataset.X_test)


def for_seconds(model, X, seconds):
    """Return the model with as many epochs as it trains in so many seconds.

    One epoch is timed, of a copy.
    """
    record = next(clone(model).set_params(max_epochs=1).fit_epochs(X))
    return model.set_params(max_epochs=max(1, round(seconds / record["seconds"])))


def save(name, result):
    """Write docs/benchmarks/NAME.json, with the machine and the date."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    path = RESULTS / f"{name}.json"
    path.write_text(json.dumps(machine() | result, indent=1) + "\n")
    print(f"wrote {path}")
