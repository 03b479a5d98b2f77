"""The same models on a GPU: agreement with the processor, and share of the ceiling.

    PYTHONPATH=tests python -m benchmarks.gpu            all three
    PYTHONPATH=tests python -m benchmarks.gpu agree      estimators trained on the GPU,
                                                         saved and used on the processor
    PYTHONPATH=tests python -m benchmarks.gpu group      one process with NCCL and
                                                         without: the same weights
    PYTHONPATH=tests python -m benchmarks.gpu speed      samples a second, TFLOP/s, and
                                                         their share of `torch.mm`'s

About four minutes. ``--device cpu`` runs the same code on a machine without a GPU.
"""

import argparse
import tempfile
import time
import warnings
from pathlib import Path

import numpy as np
import torch
from run_folders import fit, outputs, samples_for, small

from autoencode import Autoencoder, load, save
from autoencode.constructors import constructor_parameters
from autoencode.estimators import ESTIMATORS
from benchmarks.measure import machine, training_flops
from benchmarks.processes import in_processes, trained

NETWORKS = (  # from samples to code, and rows of a batch
    ((784, 256, 128, 20), 1024),
    ((784, 1000, 500, 250, 30), 1024),
    ((784, 1000, 500, 250, 30), 8192),
    ((2048, 4096, 4096, 64), 8192),
)
PRECISIONS = {"float32": torch.float32, "bfloat16": torch.bfloat16}
N_STEPS, REPETITIONS = 60, 5


def on_device(estimator, device):
    """Let an estimator, and those within it, be trained on a device."""
    names = [n for n in estimator.get_params() if n.split("__")[-1] == "device"]
    return estimator.set_params(**dict.fromkeys(names, device))


def difference(found, expected):
    """Return the largest difference of numbers, relative to the largest number."""
    largest = 0.0
    for method, values in expected.items():
        a, b = (np.asarray(each) for each in (found[method], values))
        if b.dtype.kind == "f" and method != "sample":
            scale = max(1e-9, float(np.abs(b).max()))
            largest = max(largest, float(np.abs(a - b).max()) / scale)
    return largest


def agree(device):
    """Train every estimator on a device; use it there, and loaded on the processor."""
    for name, cls in ESTIMATORS.items():
        if "device" not in constructor_parameters(cls) and name != "anomaly_detector":
            continue
        estimator = on_device(small(name), device)
        X = samples_for(estimator)
        with (
            warnings.catch_warnings(action="ignore"),
            tempfile.TemporaryDirectory() as d,
        ):
            there = outputs(fit(estimator, X), X)
            save(estimator, Path(d) / "run")
            here = outputs(load(Path(d) / "run", device="cpu"), X)
        print(f"{name}: {difference(here, there):.1e} on the processor", flush=True)


def group(device):
    """Compare the weights of a process group with those of a plain process."""
    found = in_processes(1, trained, {"device": device})
    alone = trained({"device": device})
    error = np.linalg.norm(found - alone) / np.linalg.norm(alone)
    print(f"weights of a process group: {error:.1e} from those without", flush=True)


def ceiling(device, dtype):
    """Return the best TFLOP/s of a product of large matrices on a device."""
    n = 8192 if device == "cuda" else 1024
    a, b = (torch.randn(n, n, device=device).to(dtype) for _ in range(2))
    best = 0.0
    for _ in range(REPETITIONS):
        wait(device)
        started = time.perf_counter()
        for _ in range(10):
            torch.mm(a, b)
        wait(device)
        seconds = (time.perf_counter() - started) / 10
        best = max(best, 2 * n**3 / seconds / 1e12)
    return best


def wait(device):
    """Wait for the work that was given to a device."""
    if device == "cuda":
        torch.cuda.synchronize()


def seconds_of_epoch(sizes, batch_size, precision, device):
    """Return the median time of an epoch of some steps, after the first."""
    n_steps = N_STEPS if device == "cuda" else 2
    X = np.random.default_rng(0).random((batch_size * n_steps, sizes[0]), np.float32)
    model = Autoencoder(
        hidden_layer_sizes=sizes[1:-1],
        n_components=sizes[-1],
        batch_size=batch_size,
        max_epochs=1 + REPETITIONS,
        validation_fraction=0,
        linear_skip=False,
        precision=precision,
        device=device,
        random_state=0,
    ).fit(X)
    return float(np.median([r["seconds"] for r in model.history_[1:]])), len(X)


def speed(device):
    """Print samples and TFLOP/s of training, with their share of the ceiling."""
    best = {name: ceiling(device, dtype) for name, dtype in PRECISIONS.items()}
    print({name: f"{value:.2f} TFLOP/s of torch.mm" for name, value in best.items()})
    for sizes, batch_size in NETWORKS[: None if device == "cuda" else 2]:
        for precision in PRECISIONS:
            given = sizes, batch_size, precision, device
            seconds, n_rows = seconds_of_epoch(*given)
            reached = training_flops(sizes) * n_rows / seconds / 1e12
            print(
                f"{'-'.join(map(str, sizes))}, batches of {batch_size:,}, {precision}: "
                f"{n_rows / seconds:,.0f} samples/s, {reached:.2f} TFLOP/s, "
                f"{100 * reached / best[precision]:.0f} % of the ceiling",
                flush=True,
            )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", choices=["agree", "group", "speed"])
    parser.add_argument("--device", choices=["cuda", "cpu"], default="cuda")
    given = parser.parse_args()
    if given.device == "cuda" and not torch.cuda.is_available():
        parser.exit(1, "There is no GPU here; --device cpu tries the code without.\n")
    print(machine(), flush=True)
    if given.device == "cuda":
        print(torch.cuda.get_device_name(), torch.version.cuda, flush=True)
    for name, run in {"agree": agree, "group": group, "speed": speed}.items():
        if given.what in (None, name):
            run(given.device)


if __name__ == "__main__":
    main()
