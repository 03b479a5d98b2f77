"""Time of exported models beside the package's own methods, with equal threads.

python -m benchmarks.export [THREADS]

The method `transform`, an ONNX file in onnxruntime and a program of PyTorch compute the
codes of the same float32 samples: one round of each after the other, and the median of
the rounds. The files have the output "code" alone, and another ONNX file has all.
Results are written to docs/benchmarks/export.json.
"""

import statistics
import sys
import tempfile
import time
import warnings
from pathlib import Path

import numpy as np
import torch

from autoencode import Autoencoder, export_onnx, export_torch
from autoencode.export.onnx_file import Session
from autoencode.export.program import Program
from benchmarks.markdown import table, where
from benchmarks.measure import machine, save

NETWORKS = {  # features, hidden layers, size of the code
    "784-1000-500-250-30": (784, (1000, 500, 250), 30),
    "30-64-32-16-4 (a table)": (30, (64, 32, 16), 4),
}
BATCHES = (1, 4096)
ROUNDS = 9
SECONDS = 0.3  # of a round


def fitted(n_features, hidden, n_components):
    """A network of some shape; the time does not depend on its weights."""
    X = np.random.default_rng(0).normal(size=(500, n_features)).astype(np.float32)
    model = Autoencoder(
        n_components=n_components,
        hidden_layer_sizes=hidden,
        linear_skip=False,
        max_epochs=1,
        random_state=0,
    )
    return model.fit(X)


def time_of(call, seconds=SECONDS):
    """Return the seconds of one call, the mean over a round."""
    n_calls, started = 0, time.perf_counter()
    while n_calls == 0 or time.perf_counter() - started < seconds:
        call()
        n_calls += 1
    return (time.perf_counter() - started) / n_calls


def compared(model, folder, n_rows, n_threads):
    """Return the median milliseconds of each way to encode a batch."""
    code, whole = (
        Session(folder / f"{name}.onnx", n_threads) for name in ("code", "all")
    )
    program = Program(folder / "code.pt2")
    X = np.random.default_rng(1).normal(size=(n_rows, model.n_features_in_))
    X = X.astype(np.float32)
    calls = {
        "transform": lambda: model.transform(X),
        "ONNX, code": lambda: code(X),
        "program, code": lambda: program(X),
        "ONNX, all outputs": lambda: whole(X),
    }
    for call in calls.values():
        call()
    rounds = [{k: time_of(call) for k, call in calls.items()} for _ in range(ROUNDS)]
    return {k: 1e3 * statistics.median(each[k] for each in rounds) for k in calls}


def main():
    n_threads = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    torch.set_num_threads(n_threads)
    result = machine() | {"command": "python -m benchmarks.export", "milliseconds": {}}
    result["threads"] = n_threads
    with tempfile.TemporaryDirectory() as name:
        for network, shape in NETWORKS.items():
            folder = Path(name)
            with warnings.catch_warnings(action="ignore"):
                model = fitted(*shape)
            export_onnx(model, folder / "all.onnx", overwrite=True)
            only = {"outputs": ["code"], "overwrite": True}
            export_onnx(model, folder / "code.onnx", **only)
            export_torch(model, folder / "code.pt2", **only)
            for n_rows in BATCHES:
                found = compared(model, folder, n_rows, n_threads)
                result["milliseconds"][f"{network}, batch {n_rows:,}"] = found
    save("export", result)
    header = ["network", *next(iter(result["milliseconds"].values()))]
    rows = [
        [name, *(f"{value:,.3g} ms" for value in found.values())]
        for name, found in result["milliseconds"].items()
    ]
    print(table(header, rows))
    print(where(result))


if __name__ == "__main__":
    main()
