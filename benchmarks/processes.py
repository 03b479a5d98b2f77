"""Several processes that train one network: the same weights, and when it pays.

``python -m benchmarks.processes weights`` compares the weights after 50 steps with
those of one process, for 2 and 4 processes, and models without noise.

``python -m benchmarks.processes noise`` compares errors on new samples, over five
seeds, of models with dropout, batch norm and sampling.

``python -m benchmarks.processes pays`` measures on this machine what a model of the
time of a step needs, predicts that of two processes, measures it, and predicts how many
processes pay on networks of other speeds.
"""

import argparse
import os
import tempfile
import time
import warnings
from functools import partial
from pathlib import Path
from statistics import mean, median, stdev

import numpy as np
import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from sklearn.datasets import load_digits

from autoencode import Autoencoder, DenoisingAutoencoder, VariationalAutoencoder
from benchmarks.measure import machine

N_STEPS, BATCH = 50, 128
EXACT = {
    "defaults": {},
    "without linear paths": {"linear_skip": False},
    "sgd": {"optimizer": "sgd", "learning_rate": 1e-3},
    "784-1000-500-250-30": {
        "hidden_layer_sizes": (1000, 500, 250),
        "n_components": 30,
        "linear_skip": False,
    },
}
NOISY = {
    "dropout 0.2": partial(Autoencoder, dropout=0.2, linear_skip=False),
    "batch norm": partial(Autoencoder, batch_norm=True, linear_skip=False),
    "denoising": DenoisingAutoencoder,
    "variational": VariationalAutoencoder,
}
# Width of the rows, hidden layers and components of the networks that are timed.
NETWORKS = {
    "30-64-32-8": (30, (64, 32), 8),
    "784-256-128-20": (784, (256, 128), 20),
    "784-1000-500-250-30": (784, (1000, 500, 250), 30),
}
# Connections between machines: seconds for a message, bytes a second.
CONNECTIONS = {"1 Gbit/s": (1e-4, 1.25e8), "10 Gbit/s": (5e-5, 1.25e9)}
CONNECTIONS |= {"100 Gbit/s": (1e-5, 1.25e10)}
LEAST_GAIN = 0.05  # of the time of a step, by one more process
REPETITIONS = 7


def in_processes(n, work, *arguments):
    """Return what the first of ``n`` processes found."""
    with tempfile.TemporaryDirectory() as folder:
        mp.spawn(_run, (n, folder, work, arguments), nprocs=n)
        return torch.load(Path(folder) / "found", weights_only=False)


def _run(rank, n, folder, work, arguments):
    os.environ["GLOO_SOCKET_IFNAME"] = "lo"
    torch.set_num_threads(1)
    meeting = f"file://{folder}/meeting"
    backend = "gloo"
    if torch.cuda.device_count() >= n:  # NCCL needs a GPU for each process
        torch.cuda.set_device(rank)
        backend = "cpu:gloo,cuda:nccl"
    dist.init_process_group(backend, init_method=meeting, rank=rank, world_size=n)
    with warnings.catch_warnings(action="ignore"):
        found = work(*arguments)
    if rank == 0:
        torch.save(found, Path(folder) / "found")
    dist.barrier()
    dist.destroy_process_group()


def digits():
    X = load_digits().data.astype(np.float32) / 16
    return X[:1280], X[1280:]


def trained(changes):
    """Return the weights after 50 steps."""
    wide = "hidden_layer_sizes" in changes
    X = (
        np.random.default_rng(0).random((1280, 784), np.float32)
        if wide
        else digits()[0]
    )
    model = Autoencoder(
        **{"n_components": 8, "batch_size": BATCH, "max_epochs": 5, "random_state": 0}
        | {"validation_fraction": 0, "precision": "float32"}
        | changes
    ).fit(X)
    parts = [p.detach().flatten().cpu() for p in model.network_.parameters()]
    return torch.cat(parts).numpy()


def weights():
    for name, changes in EXACT.items():
        alone = trained(changes)
        for n in (2, 4):
            found = in_processes(n, trained, changes)
            error = np.linalg.norm(found - alone) / np.linalg.norm(alone)
            print(
                f"{name}, {n} processes: {error:.1e} after {N_STEPS} steps", flush=True
            )


def errors(make):
    """Return the mean error on new samples of five fits."""
    X, X_new = digits()
    found = []
    for seed in range(5):
        model = make(n_components=8, batch_size=BATCH, max_epochs=40, random_state=seed)
        found.append(float(model.fit(X).reconstruction_error(X_new).mean()))
    return found


def noise():
    for name, make in NOISY.items():
        with warnings.catch_warnings(action="ignore"):
            found = {1: errors(make)}
        found |= {n: in_processes(n, errors, make) for n in (2, 4)}
        texts = [f"{n}: {mean(e):.4f} ± {stdev(e):.4f}" for n, e in found.items()]
        print(
            f"{name}, error on new samples by processes: {'; '.join(texts)}", flush=True
        )


def seconds_of_step(shape, batch):
    """Return the median time of a step of so many rows, of this process."""
    width, hidden, components = shape
    X = np.random.default_rng(0).random((batch * 12, width), np.float32)
    seconds, last = [], [time.perf_counter()]

    def on_step(epoch, seen, n):
        now = time.perf_counter()
        seconds.append(now - last[0])
        last[0] = now

    model = Autoencoder(
        hidden_layer_sizes=hidden,
        n_components=components,
        batch_size=batch,
        max_epochs=REPETITIONS,
        linear_skip=False,
        validation_fraction=0,
        precision="float32",
        random_state=0,
    )
    for _ in model.fit_epochs(X, on_step=on_step):
        last[0] = time.perf_counter()
    n_weights = sum(p.numel() for p in model.network_.parameters())
    return median(seconds[12:]), n_weights


def seconds_of_sum(n_weights):
    """Return the median time in which two processes add up so many numbers."""
    values, found = torch.zeros(n_weights), []
    for _ in range(5 * REPETITIONS):
        dist.barrier()
        started = time.perf_counter()
        dist.all_reduce(values)
        found.append(time.perf_counter() - started)
    return median(found)


def sums(sizes):
    return [seconds_of_sum(size) for size in sizes]


def predicted(n, fixed, of_rows, n_weights, latency, rate):
    """Return the time of a step of ``n`` processes.

    ``fixed`` seconds every process needs, ``of_rows`` are divided. A ring adds up the
    gradients in 2 (n - 1) messages, of 4 bytes of each weight and n-th part.
    """
    if n == 1:
        return fixed + of_rows
    exchange = 2 * (n - 1) * latency + 2 * (n - 1) / n * 4 * n_weights / rate
    return fixed + of_rows / n + exchange


def last_that_pays(*step):
    """Return the number of processes after which one more gains less than 5 %."""
    n = 1
    while predicted(n + 1, *step) < (1 - LEAST_GAIN) * predicted(n, *step) and n < 512:
        n += 1
    return n


def pays(batch):
    torch.set_num_threads(1)
    small, large = in_processes(2, sums, [1, 2_000_000])
    latency, rate = small / 2, 8_000_000 / (large - small)
    print(
        f"two processes here: {latency * 1e6:.0f} µs a message, {rate / 1e9:.2f} GB/s"
    )
    for name, shape in NETWORKS.items():
        whole, n_weights = seconds_of_step(shape, batch)
        half, _ = seconds_of_step(shape, batch // 2)
        again, _ = seconds_of_step(shape, batch)
        whole = min(whole, again)
        of_rows = max(0.0, 2 * (whole - half))
        step = (whole - of_rows, of_rows, n_weights)
        two, _ = in_processes(2, seconds_of_step, shape, batch)
        by_model = predicted(2, *step, latency, rate)
        counts = [
            f"{last_that_pays(*step, *speed)} at {connection}"
            for connection, speed in CONNECTIONS.items()
        ]
        print(
            f"{name}, {n_weights:,} weights, batches of {batch:,}: a step takes "
            f"{whole * 1e3:.2f} ms, of which {step[0] * 1e3:.2f} are not divided; two "
            f"processes {two * 1e3:.2f} ms, predicted {by_model * 1e3:.2f}; pays up to "
            f"{', '.join(counts)} processes",
            flush=True,
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["weights", "noise", "pays"])
    parser.add_argument("--batch-size", type=int, default=4096)
    given = parser.parse_args()
    print(machine())
    if given.what == "pays":
        pays(given.batch_size)
    else:
        {"weights": weights, "noise": noise}[given.what]()


if __name__ == "__main__":
    main()
