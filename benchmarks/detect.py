"""Speed and memory of anomaly scores, compared with PyOD's autoencoder.

Twenty columns; both detectors have default parameters and are fitted to 10,000 rows.
They alternate in scoring 100,000 rows in memory; then `autoencode detect` is run on a
file of 5 million rows.

Run: python -m benchmarks.detect [ROUNDS]
"""

import contextlib
import io
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from pyod.models.auto_encoder import AutoEncoder

from autoencode import AnomalyDetector, save
from benchmarks.measure import save as save_result

N_COLUMNS, N_FITTED, N_SCORED, N_FILE = 20, 10_000, 100_000, 5_000_000


def rows(n, seed):
    """Return rows of columns that depend on six latent variables."""
    rng = np.random.default_rng(seed)
    latent = rng.normal(size=(n, 6)).astype(np.float32)
    mixing = np.random.default_rng(99).normal(size=(6, N_COLUMNS)).astype(np.float32)
    noise = rng.normal(size=(n, N_COLUMNS)).astype(np.float32)
    return np.tanh(latent @ mixing) + 0.1 * noise


def rates(n_rounds):
    """Return our detector, rows per second of both, and seconds of their fits."""
    X, new = rows(N_FITTED, 0), rows(N_SCORED, 1)
    started = time.perf_counter()
    ours = AnomalyDetector(random_state=0, false_alarm_rate=0.01).fit(X)
    seconds = {"autoencode": time.perf_counter() - started}
    started = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        peer = AutoEncoder(verbose=0, random_state=0).fit(X)
    seconds["PyOD"] = time.perf_counter() - started
    found = {"autoencode": [], "PyOD": []}
    for _ in range(n_rounds):
        for name, score in (
            ("autoencode", ours.score_samples),
            ("PyOD", peer.decision_function),
        ):
            started = time.perf_counter()
            score(new)
            found[name].append(N_SCORED / (time.perf_counter() - started))
    medians = {name: float(np.median(each)) for name, each in found.items()}
    return ours, medians, seconds


def measure_file(detector):
    """Return rows per second and memory of the command on 5 million rows."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        save(detector, place / "run")
        X = np.lib.format.open_memmap(
            place / "rows.npy", "w+", np.float32, (N_FILE, N_COLUMNS)
        )
        for start in range(0, N_FILE, 500_000):
            X[start : start + 500_000] = rows(500_000, start)
        X.flush()
        del X
        found = {}
        for options in (["--reasons", "0"], ["--reasons", "3"]):
            started = time.perf_counter()
            subprocess.run(
                [
                    *(sys.executable, "-m", "autoencode", "detect", place / "run"),
                    *(place / "rows.npy", "--out", place / "scores.parquet", *options),
                ],
                check=True,
            )
            seconds = time.perf_counter() - started
            found[f"{' '.join(options)}"] = N_FILE / seconds
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20
    return found, peak


def main(n_rounds=5):
    """Measure, print and save."""
    detector, medians, seconds = rates(n_rounds)
    for name, rate in medians.items():
        print(f"{name}: {rate:,.0f} rows per second; fit {seconds[name]:.1f} s")
    print(f"ratio: {medians['autoencode'] / medians['PyOD']:.1f}")
    found, peak = measure_file(detector)
    for options, rate in found.items():
        print(f"detect {options}: {rate:,.0f} rows per second")
    print(f"peak memory: {peak:.2f} GiB")
    result = {"rows_a_second": medians, "fit_seconds": seconds}
    save_result("detect", result | {"file": found, "memory_gib": peak})


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
