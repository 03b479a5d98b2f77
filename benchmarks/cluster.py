"""A cluster on this machine: rows a second, memory of workers, and workers killed.

    python -m benchmarks.cluster --rows 10_000_000 --workers 0,1,2
    python -m benchmarks.cluster --kill

The first makes a folder of Parquet files of 30 float32 columns (deleted at the end) and
encodes it by so many workers; 0 is the command without a cluster. The memory of each
worker is sampled while it works. The second kills one of four workers during encode,
detect, sweep and fit, and compares the results with those of the commands without a
cluster.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import psutil
import pyarrow as pa
import pyarrow.parquet as pq

from autoencode import AnomalyDetector, Autoencoder, save
from benchmarks.measure import machine
from benchmarks.streaming import anonymous_bytes

N_FEATURES, ROWS_PER_GROUP, GROUPS_PER_FILE = 30, 100_000, 10
COMMAND = [sys.executable, "-m", "autoencode"]
SCORING = "reconstruction"
N_SAMPLES = 8  # of the memory of a worker, in the output
FIT = ["digits", "--max-epochs", "60", "--seed", "0", "--checkpoint-every", "1e"]
FIT += ["--no-linear-skip"]
SWEEP = ["digits", "--components", "1:6", "--max-epochs", "20", "--hidden", "32"]


def block(seed):
    """Rows near a curved surface of 4 dimensions."""
    rng = np.random.default_rng(seed)
    z = rng.normal(size=(ROWS_PER_GROUP, 4)).astype(np.float32)
    weights = np.random.default_rng(0).normal(size=(4, N_FEATURES)).astype(np.float32)
    noise = rng.standard_normal((ROWS_PER_GROUP, N_FEATURES), np.float32)
    return np.sin(z @ weights) + np.float32(0.1) * noise


def make_folder(folder, n_rows):
    """Write shards; each row group is one of ten blocks."""
    names = [f"x{j}" for j in range(N_FEATURES)]
    tables = [
        pa.Table.from_arrays([pa.array(np.ascontiguousarray(c)) for c in X.T], names)
        for X in map(block, range(10))
    ]
    folder.mkdir(parents=True)
    n_groups = max(1, n_rows // ROWS_PER_GROUP)
    for first in range(0, n_groups, GROUPS_PER_FILE):
        place = folder / f"part-{first // GROUPS_PER_FILE:05d}.parquet"
        with pq.ParquetWriter(place, tables[0].schema, use_dictionary=False) as writer:
            for number in range(first, min(first + GROUPS_PER_FILE, n_groups)):
                writer.write_table(tables[number % 10])
    return n_groups * ROWS_PER_GROUP


def workers_of(pid):
    """Return the processes of workers that a command has started."""
    found = []
    for process in psutil.Process(pid).children(recursive=True):
        try:
            title = " ".join(process.cmdline())
        except psutil.Error:
            continue
        if title.startswith(("ray::MapWorker", "ray::ImplicitFunc")):
            found.append(process)
    return found


class Command:
    """A command, and the memory of its workers, or of itself without any."""

    def __init__(self, *words, workers=0):
        own = ["--cluster", "local", "--workers", str(workers)] if workers else []
        self.memory, self.begun = {}, None
        self.started = time.perf_counter()
        log = subprocess.DEVNULL
        self.process = subprocess.Popen([*COMMAND, *words, *own], stdout=log)
        self.has_workers = workers > 0

    def sample(self):
        """Record the anonymous memory of each worker now."""
        pids = [self.process.pid]
        if self.has_workers:
            pids = [worker.pid for worker in workers_of(self.process.pid)]
        for pid in pids:
            self.memory.setdefault(pid, []).append(anonymous_bytes(pid))

    def wait(self, place):
        """Wait for the end; return the seconds in all, and since the first part."""
        while self.process.poll() is None:
            if self.begun is None and any(place.glob("part-*")):
                self.begun = time.perf_counter()
            if self.begun is not None:
                self.sample()
            time.sleep(0.2)
        assert self.process.returncode == 0
        ended = time.perf_counter()
        return ended - self.started, ended - (self.begun or self.started)


def encode(folder, run, out, n_rows, workers):
    """Print the speed of `encode`, and the memory of its workers over time."""
    shutil.rmtree(out, ignore_errors=True)
    command = Command(
        "encode", str(run), f"{folder}/", "--out", f"{out}/", workers=workers
    )
    seconds, working = command.wait(out)
    places = sorted(out.glob("part-*.parquet"))
    n_written = sum(pq.read_metadata(place).num_rows for place in places)
    assert n_written == n_rows, (n_written, n_rows)
    share = (len(places) - 1) / len(places)  # of the parts after the first
    print(
        f"{workers} workers: {n_rows / seconds:,.0f} rows a second in {seconds:,.0f} s;"
        f" {share * n_rows / working:,.0f} after the first of {len(places)} parts"
    )
    for pid, sizes in command.memory.items():
        some = [sizes[round(i)] for i in np.linspace(0, len(sizes) - 1, N_SAMPLES)]
        text = ", ".join(f"{size / 2**20:,.0f}" for size in some)
        print(f"  anonymous memory of process {pid} over time, MiB: {text}")


def kill_one(process, place):
    """Kill a worker as soon as there is a result; return its number.

    Ends the benchmark if the command ends before.
    """
    while process.poll() is None:
        if any(place.glob("part-*")) or any(place.glob("*/")):
            for worker in workers_of(process.pid)[:1]:
                os.kill(worker.pid, signal.SIGKILL)
                return worker.pid
        time.sleep(0.01)
    raise SystemExit("The command ended before a worker was killed: use more --rows.")


def killed(words, out, workers=4):
    """Run a command without a cluster, and on one of which a worker is killed."""
    here, there = out / "here", out / "there"
    subprocess.run(
        [*COMMAND, *words, "--out", f"{here}/"], check=True, stdout=subprocess.DEVNULL
    )
    command = Command(*words, "--out", f"{there}/", workers=workers)
    pid = kill_one(command.process, there)
    seconds, _ = command.wait(there)
    parts = sorted(path.name for path in there.glob("part-*.parquet"))
    if parts:
        is_same = all(
            (here / name).read_bytes() == (there / name).read_bytes() for name in parts
        ) and len(parts) == len(list(here.glob("part-*.parquet")))
        what = f"{sum(pq.read_metadata(there / n).num_rows for n in parts):,} rows"
    else:
        rows = [_rows(place) for place in (here, there)]
        is_same, what = rows[0] == rows[1], f"{len(rows[1])} fits"
    print(
        f"{words[0]}, {workers} workers, process {pid} killed: {what} in "
        f"{seconds:,.0f} s; {'the same as' if is_same else 'NOT as'} without a cluster"
    )
    if not is_same:
        raise SystemExit("The result of the cluster is another one.")


def killed_in_a_fit(out, workers=4):
    """Fit without a cluster, and on one of which a worker is killed."""
    here, there = out / "here", out / "there"
    words = [*COMMAND, "fit", *FIT, "--out"]
    subprocess.run([*words, str(here)], check=True, capture_output=True)
    command = Command("fit", *FIT, "--out", str(there), workers=workers)
    checkpoints = there / "checkpoints"
    while not any(checkpoints.glob("checkpoint-*")) and command.process.poll() is None:
        time.sleep(0.01)
    names = (p for p in psutil.Process(command.process.pid).children(recursive=True))
    (worker, *_) = [p for p in names if "RayTrainWorker" in " ".join(p.cmdline())]
    worker.kill()
    seconds, _ = command.wait(there)
    errors = [
        json.loads((place / "log.jsonl").read_text().splitlines()[-2])[
            "validation_loss"
        ]
        for place in (here, there)
    ]
    print(
        f"fit, {workers} workers, process {worker.pid} killed: {seconds:,.0f} s; "
        f"validation loss {errors[1]:.6f}, without a cluster {errors[0]:.6f}"
    )


def _rows(place):
    rows = json.loads((place / "sweep.json").read_text())["rows"]
    return [{k: v for k, v in row.items() if k != "seconds"} for row in rows]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--workers", default="0,1,2")
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--folder", type=Path, help="for the data")
    given = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    print(machine())
    print(f"load average {os.getloadavg()[0]:.1f}")
    folder = Path(tempfile.mkdtemp(prefix="cluster-", dir=given.folder))
    try:
        n_rows = make_folder(folder / "data", given.rows)
        X = block(0)[:5000]
        network = {"hidden_layer_sizes": (64, 32), "n_components": 8, "max_epochs": 1}
        model = Autoencoder(**network, random_state=0, linear_skip=False)
        save(model.fit(X), folder / "run")
        if given.kill:
            data = f"{folder / 'data'}/"
            # A fast score: the default one takes half an hour for ten parts.
            detector = AnomalyDetector(autoencoder=model, scoring=SCORING, n_members=1)
            save(detector.fit(X), folder / "detector")
            killed(["encode", str(folder / "run"), data], folder / "encode")
            words = ["detect", str(folder / "detector"), data, "--reasons", "0"]
            killed(words, folder / "detect")
            killed(["sweep", *SWEEP], folder / "sweep")
            killed_in_a_fit(folder / "fit")
            return
        for workers in map(int, given.workers.split(",")):
            encode(folder / "data", folder / "run", folder / "codes", n_rows, workers)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
