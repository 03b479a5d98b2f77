"""Shared tools of benchmarks: memory, peak FLOP/s, and a description of the machine."""

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
    """Return the anonymous memory of this process in MB; NaN except on Linux."""
    try:
        text = Path("/proc/self/smaps_rollup").read_text()
    except OSError:
        return float("nan")
    line = next(line for line in text.splitlines() if line.startswith("Anonymous"))
    return int(line.split()[1]) / 1024


class PeakMemory:
    """Sample memory 50 times per second; ``above`` is the peak minus the start."""

    def __enter__(self):
        self.start = self.peak = anonymous_mb()
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._sample, daemon=True)
        self.thread.start()
        return self

    def _sample(self):
        while not self.done.wait(0.02):
            self.peak = max(self.peak, anonymous_mb())

    def __exit__(self, *error):
        self.done.set()
        self.thread.join()
        self.above = max(self.peak, anonymous_mb()) - self.start


def ceiling(dtype, seconds=0.2):
    """Return the best GFLOP/s of `torch.mm` over SHAPES, with all threads."""
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
    """Return the best GFLOP/s in float32 and in bfloat16."""
    return {str(t)[6:]: ceiling(t) for t in (torch.float32, torch.bfloat16)}


def training_flops(sizes):
    """Return the FLOPs of a training step per sample: forward and twice that backward.

    The gradient with respect to the input is not computed.
    """
    weights = 2 * sum(a * b for a, b in pairwise(sizes))
    return 6 * weights - 2 * sizes[0] * sizes[1]


def machine():
    """Describe the machine and the software."""
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
    """Return training and test images of a data set, float32 in [0, 1]."""
    from autoencode import load_dataset

    dataset = load_dataset(name)
    return np.ascontiguousarray(dataset.X), np.ascontiguousarray(dataset.X_test)


def for_seconds(model, X, seconds):
    """Set ``max_epochs`` so that training takes about this time.

    One epoch of a copy is timed.
    """
    record = next(clone(model).set_params(max_epochs=1).fit_epochs(X))
    return model.set_params(max_epochs=max(1, round(seconds / record["seconds"])))


def save(name, result):
    """Write docs/benchmarks/NAME.json, with machine and date."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    path = RESULTS / f"{name}.json"
    path.write_text(json.dumps(machine() | result, indent=1) + "\n")
    print(f"wrote {path}")
