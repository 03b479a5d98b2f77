"""Change run folders and checkpoints at random, and count what comes of it.

Each of N folders has one change: bits flipped, contents cut off, JSON edited (with the
checksums made right again, in half of them), tensors exchanged, headers that promise
huge tensors, links, pipes, devices and folders in the place of files, names that lead
out of the folder, pickles and skops files that would run code. A run folder must be
refused in one line, or give the same outputs; a fit that resumes from a checkpoint must
be refused, or end with the same bits. Where the checksums were made right again,
another valid value gives another result ("changed").

Each estimator's folders are tried in a child process with a bound on its memory. One
that ends or takes too long is a failure, and the next one goes on after it.

    export PYTHONPATH=tests
    python -m benchmarks.damage runs 10000
    python -m benchmarks.damage checkpoints 10000 --only rbm variational
"""

import argparse
import collections
import json
import os
import resource
import select
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path

import mutate
import mutate_checkpoints
import torch
from run_folders import fitted

from autoencode.estimators import ESTIMATORS

MOST_SECONDS, MORE_BYTES = 20, 2**31
FAILED = "FAILED"


def limit_memory():
    """Bound the memory of this process by what it has, and two gibibytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    bound = pages * resource.getpagesize() + MORE_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (bound, bound))


class Runs:
    """Changed run folders of an estimator."""

    def __init__(self, name, place):
        estimator, self.X = fitted(name)
        self.place, self.canary = place, place / "canary"
        found = mutate.original(estimator, self.X, place / "original")
        self.parts, self.expected = found

    def outcomes(self, numbers, seed):
        """Yield the number, the change, the outcome and its message."""
        changed = mutate.mutants(self.parts, self.place, numbers, seed, self.canary)
        for number, run, kind, fits in changed:
            given = (run, self.X, self.expected, self.canary)
            yield number, kind, *mutate.try_one(*given, may_differ=fits)


class CheckpointFolders:
    """Changed checkpoint folders of fits of an estimator."""

    def __init__(self, name, place):
        found = mutate_checkpoints.stopped(name, place)
        self.make, self.data, self.expected, self.folders = found
        self.place, self.canary = place, place / "canary"

    def outcomes(self, numbers, seed):
        """Yield the number, the change, the outcome and its message."""
        changed = mutate_checkpoints.mutants(
            self.folders, self.place, numbers, seed, self.canary
        )
        for number, folder, kind, fits in changed:
            given = (self.make, self.data, folder, self.expected, self.canary)
            found = mutate_checkpoints.try_one(*given, may_differ=fits)
            yield number, kind, *found


def child(of, numbers, seed, pipe):
    """Try the folders of these numbers; write a line for each to a pipe."""
    try:
        limit_memory()
        with os.fdopen(pipe, "w") as out:
            for found in of.outcomes(numbers, seed):
                out.write(json.dumps(found) + "\n")
                out.flush()
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def tried(of, n, seed):
    """Yield the outcomes of ``n`` folders, in processes that may end or stop."""
    done = 0
    while done < n:
        reading, writing = os.pipe()
        process = os.fork()
        if process == 0:
            os.close(reading)
            child(of, range(done, n), seed, writing)
        os.close(writing)
        is_slow = True
        # Without a buffer: what is in it, `select` does not see.
        with os.fdopen(reading, "rb", buffering=0) as lines:
            while select.select([lines], [], [], MOST_SECONDS)[0]:
                line = lines.readline()
                if not line:
                    is_slow = False
                    break
                done += 1
                yield json.loads(line)
        if is_slow:
            os.kill(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
        if done < n:
            how = "too slow" if is_slow else "process ended"
            yield done, "unknown", f"{FAILED}: {how}", f"status {status}"
            done += 1


def print_table(counts):
    """Print the outcomes of each change."""
    names = sorted({name for each in counts.values() for name in each})
    width = max(map(len, counts)) + 2
    print(" " * width + "  ".join(names))
    for kind, each in sorted(counts.items()):
        cells = [f"{each[name]:>{len(name)}}" for name in names]
        print(kind.ljust(width) + "  ".join(cells))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["runs", "checkpoints"])
    parser.add_argument("n", type=int, help="folders, of all estimators together")
    parser.add_argument("--only", nargs="+", default=list(ESTIMATORS))
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    torch.set_num_threads(1)  # a forked process has one
    names = list(given.only)
    if given.what == "checkpoints":
        names = [name for name in names if name != "table_transformer"]
    counts, start = collections.defaultdict(collections.Counter), time.perf_counter()
    for number, name in enumerate(names):
        n = given.n // len(names) + (number < given.n % len(names))
        with tempfile.TemporaryDirectory() as place:
            made = Runs if given.what == "runs" else CheckpointFolders
            of, began = made(name, Path(place)), time.perf_counter()
            for each, kind, outcome, message in tried(of, n, given.seed + 100 * number):
                counts[kind][outcome] += 1
                if outcome.startswith(FAILED):
                    print(f"{name} {each} {kind} {outcome}\n{message}", flush=True)
        print(f"{name}: {n}, {time.perf_counter() - began:.0f} s", flush=True)
    print_table(counts)
    total = sum(map(collections.Counter, counts.values()), collections.Counter())
    print(f"{dict(total)}, {time.perf_counter() - start:.0f} s")
    sys.exit(any(outcome.startswith(FAILED) for outcome in total))


if __name__ == "__main__":
    main()
