"""Data larger than memory: a fit, and codes from files to files, in bounded memory.

    python -m benchmarks.streaming --gigabytes 20

Makes a folder of Parquet files of the given size (deleted at the end). Measures one
epoch of a fit to it, with the peak of its anonymous memory; the speed of the same
network on rows in memory, as many as fit; ``autoencode encode`` of the folder; and the
same command killed by SIGKILL and run again: how many parts are made twice.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.measure import machine

N_FEATURES, ROWS_PER_GROUP, GROUPS_PER_FILE = 256, 16_384, 16
MEMORY = "1GiB"
NETWORK = {"hidden_layer_sizes": (128,), "n_components": 16, "batch_size": 1024}
NETWORK |= {"max_epochs": 1, "random_state": 0, "linear_skip": False}
NETWORK |= {"precision": "float32"}


def make_folder(folder: Path, gigabytes: float) -> int:
    """Write rows near a curved surface of 8 dimensions; return their number."""
    rng = np.random.default_rng(0)
    weights = rng.normal(size=(8, N_FEATURES)).astype(np.float32)
    names = [f"x{j}" for j in range(N_FEATURES)]
    n_groups = max(1, round(gigabytes * 1e9 / (4 * N_FEATURES * ROWS_PER_GROUP)))
    folder.mkdir(parents=True)
    writer = None
    for number in range(n_groups):
        if number % GROUPS_PER_FILE == 0:
            if writer is not None:
                writer.close()
            place = folder / f"part-{number // GROUPS_PER_FILE:05d}.parquet"
            schema = pa.schema([(name, pa.float32()) for name in names])
            writer = pq.ParquetWriter(place, schema, use_dictionary=False)
        z = rng.normal(size=(ROWS_PER_GROUP, 8)).astype(np.float32)
        noise = rng.standard_normal((ROWS_PER_GROUP, N_FEATURES), np.float32)
        X = np.sin(z @ weights) + np.float32(0.1) * noise
        columns = [pa.array(np.ascontiguousarray(column)) for column in X.T]
        writer.write_table(pa.Table.from_arrays(columns, names))
    writer.close()
    return n_groups * ROWS_PER_GROUP


def anonymous_bytes(pid: int) -> int:
    """Return the anonymous memory of a process that is in use; 0 if it has ended."""
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("RssAnon:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


class Watched:
    """A process whose memory is sampled 20 times a second until it ends."""

    def __init__(self, *words: str) -> None:
        self.started, self.peak = time.perf_counter(), 0
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        self.thread = threading.Thread(target=self._sample, daemon=True)
        self.thread.start()

    def _sample(self) -> None:
        while self.process.poll() is None:
            self.peak = max(self.peak, anonymous_bytes(self.process.pid))
            time.sleep(0.05)

    def result(self) -> str:
        """Wait for the end; return what was printed."""
        out = self.process.communicate()[0]
        self.thread.join()
        self.seconds = time.perf_counter() - self.started
        return out


def fit_once(source: str) -> None:
    """Fit the network for one epoch to a folder, or to an array; print the seconds."""
    from autoencode import Autoencoder, open_rows, save

    is_array = source.endswith(".npy")
    X = np.load(source) if is_array else open_rows(source, memory=MEMORY)
    started = time.process_time()
    model = Autoencoder(**NETWORK, verbose=1).fit(X)
    used = time.process_time() - started
    n_rows = len(X) if is_array else X.n_samples
    n_rows -= len(model.validation_rows_)
    print(n_rows, model.history_[0]["seconds"], model.history_[0]["loss"], used)
    if not is_array:
        save(model, Path(source).parent / "run")


def in_memory_part(folder: Path, gigabytes: float) -> Path:
    """Save the first rows of the folder as an array."""
    from autoencode import open_rows

    blocks, n_bytes = [], 0
    for block in open_rows(folder):
        blocks.append(block)
        n_bytes += block.nbytes
        if n_bytes >= gigabytes * 1e9:
            break
    place = folder.parent / "part.npy"
    np.save(place, np.concatenate(blocks))
    return place


def measure_reading(folder: Path) -> None:
    """Print the processor time of reading all rows."""
    from autoencode import open_rows

    started, used = time.perf_counter(), time.process_time()
    n_rows = sum(len(block) for block in open_rows(folder))
    seconds, used = time.perf_counter() - started, time.process_time() - used
    print(
        f"reading alone: {n_rows / seconds:,.0f} rows/s, {used:.1f} s of processor "
        f"time",
        flush=True,
    )


def measure_fit(folder: Path, in_memory_gigabytes: float) -> None:
    """Print speed and memory of one epoch from disk, and in memory."""
    me = (sys.executable, "-m", "benchmarks.streaming")
    array = in_memory_part(folder, in_memory_gigabytes)
    rates = {}
    for name, source in (("from disk", folder), ("in memory", array)):
        process = Watched(*me, "--fit", str(source))
        n_rows, seconds, loss, used = map(float, process.result().split())
        rates[name] = n_rows / seconds
        print(
            f"fit {name}: {n_rows:,.0f} rows in {seconds:.1f} s, "
            f"{rates[name]:,.0f} rows/s ({used:.0f} s of processor time in the whole "
            f"fit), loss {loss:.4f}, peak anonymous memory "
            f"{process.peak / 1e9:.2f} GB (whole process {process.seconds:.0f} s)",
            flush=True,
        )
    share = rates["from disk"] / rates["in memory"]
    print(f"speed from disk: {100 * share:.0f} % of that in memory")
    array.unlink()


def measure_encode(folder: Path) -> None:
    """Print speed and memory of encode, and what a killed one does again."""
    encode = [sys.executable, "-m", "autoencode", "encode"]
    words = [*encode, str(folder.parent / "run"), str(folder), "--memory", MEMORY]
    process = Watched(*words, "--out", str(folder.parent / "codes"))
    process.result()
    parts = sorted((folder.parent / "codes").glob("part-*.parquet"))
    n_rows = sum(pq.read_metadata(part).num_rows for part in parts)
    print(
        f"encode: {n_rows:,} rows in {process.seconds:.1f} s, "
        f"{n_rows / process.seconds:,.0f} rows/s, {len(parts)} parts, peak anonymous "
        f"memory {process.peak / 1e9:.2f} GB",
        flush=True,
    )
    again = folder.parent / "again"
    killed = Watched(*words, "--out", str(again))
    time.sleep(0.5 * process.seconds)
    killed.process.send_signal(signal.SIGKILL)
    killed.result()
    before = {path.name: path.stat().st_mtime_ns for path in again.glob("part-*")}
    Watched(*words, "--out", str(again)).result()
    after = {path.name: path.stat().st_mtime_ns for path in again.glob("part-*")}
    twice = sum(after[name] != time_made for name, time_made in before.items())
    same = all(
        pq.read_table(again / part.name).equals(pq.read_table(part)) for part in parts
    )
    print(
        f"killed with {len(before)} of {len(parts)} parts written, and run again: "
        f"{len(after) - len(before)} parts made, {twice} made twice; all equal: {same}"
    )


def main() -> None:
    """Run the measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gigabytes", type=float, default=2.0)
    parser.add_argument("--in-memory", type=float, default=1.0, help="gigabytes")
    parser.add_argument("--folder", help="where the data are made")
    parser.add_argument("--fit", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.fit:
        fit_once(given.fit)
        return
    print(machine(), flush=True)
    place = Path(tempfile.mkdtemp(prefix="streaming-", dir=given.folder))
    try:
        folder = place / "rows"
        started = time.perf_counter()
        n_rows = make_folder(folder, given.gigabytes)
        size = sum(path.stat().st_size for path in folder.iterdir()) / 1e9
        seconds = time.perf_counter() - started
        print(
            f"{n_rows:,} rows of {N_FEATURES} float32 columns, {size:.2f} GB of "
            f"Parquet, made in {seconds:.0f} s; memory {MEMORY}; "
            f"{os.environ.get('OMP_NUM_THREADS', 'all')} threads",
            flush=True,
        )
        measure_reading(folder)
        measure_fit(folder, min(given.in_memory, given.gigabytes))
        measure_encode(folder)
    finally:
        shutil.rmtree(place)


if __name__ == "__main__":
    main()
