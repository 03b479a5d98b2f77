"""Kill fits at random moments, resume them, and compare the bits with a whole fit.

Run ``python -m benchmarks.kills --kills 100``. Each fit is a forked process that writes
checkpoints all the time, so that many of the kills hit one that is being written. It is
killed, and a new process resumes; half of those are killed again first. The weights
in the end are compared with those of a fit that was never stopped.
"""

import argparse
import hashlib
import os
import signal
import tempfile
import time
from pathlib import Path

import numpy as np
import torch

from autoencode import RBM, AdversarialAutoencoder, Autoencoder, VariationalAutoencoder
from autoencode.storage.writing import take_apart
from autoencode.training.checkpoints import Checkpoints, writing_checkpoints
from autoencode.training.intervals import Interval
from autoencode.training.resume import identity_of, machine_facts

GIVEN = {"batch_size": 32, "random_state": 0}
MODELS = {
    "dense, dropout": lambda: Autoencoder(
        n_components=8,
        hidden_layer_sizes=(64, 32),
        dropout=0.2,
        batch_norm=True,
        max_epochs=12,
        **GIVEN,
    ),
    "variational": lambda: VariationalAutoencoder(max_epochs=12, **GIVEN),
    "adversarial": lambda: AdversarialAutoencoder(max_epochs=8, **GIVEN),
    "RBM": lambda: RBM(n_components=32, max_epochs=25, persistent=True, **GIVEN),
}


def samples() -> np.ndarray:
    X = np.random.default_rng(0).random((1000, 64))
    return np.round(X).astype(np.float32)


def bits(model) -> str:
    """Return a checksum of everything that was learned, except for the times."""
    state = take_apart(model)
    history = [
        {name: value for name, value in record.items() if name != "seconds"}
        for record in model.history_
    ]
    found = hashlib.sha256(repr(history).encode())
    for name, value in sorted(state.tensors.items()):
        found.update(name.encode() + value.numpy().tobytes())
    return found.hexdigest()


def fit(make, X, folder: Path | None) -> str:
    model = make()
    if folder is None:
        return bits(model.fit(X))
    every = Interval(seconds=0.02)
    checkpoints = Checkpoints(
        folder, every, identity_of(model, {"X": X}), machine_facts()
    )
    with writing_checkpoints(checkpoints):
        return bits(model.fit(X))


def in_a_child(make, X, folder: Path) -> tuple[int, Path]:
    """Start a fit in a process; return its number and the file of its result.

    A fit before it may have ended before it was killed: what it wrote is removed.
    """
    result = folder.parent / "result"
    result.unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        try:
            result.write_text(fit(make, X, folder))
            os._exit(0)
        except BaseException as error:
            print(f"{type(error).__name__}: {error}", flush=True)
            os._exit(1)
    return child, result


def kill_after(child: int, seconds: float) -> bool:
    """Kill a process; return whether it was still at work."""
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--models", nargs="+", choices=MODELS, default=list(MODELS))
    given = parser.parse_args()
    torch.set_num_threads(1)  # a forked process has one
    rng, X = np.random.default_rng(given.seed), samples()
    n_kills, n_equal, n_other, n_writing = 0, 0, 0, 0
    for name in given.models:
        make = MODELS[name]
        expected = fit(make, X, None)
        with tempfile.TemporaryDirectory() as folder:
            started = time.perf_counter()
            fit(make, X, Path(folder) / "whole")
            seconds = time.perf_counter() - started
        done = equal = 0
        while done < given.kills // len(given.models):
            with tempfile.TemporaryDirectory() as root:
                folder = Path(root) / "checkpoints"
                for _ in range(int(rng.integers(1, 3))):
                    child, result = in_a_child(make, X, folder)
                    done += kill_after(child, rng.uniform(0, seconds))
                    n_writing += bool([*folder.glob(".autoencode-writing-*")])
                child, result = in_a_child(make, X, folder)
                _, status = os.waitpid(child, 0)
                same = status == 0 and result.read_text() == expected
                equal, n_other = equal + same, n_other + (not same)
        n_kills, n_equal = n_kills + done, n_equal + equal
        print(
            f"{name}: {done} kills, {equal} resumed fits with the same bits", flush=True
        )
    print(
        f"{n_kills} kills, {n_writing} while a checkpoint was written; "
        f"{n_equal} resumed fits with the same bits, {n_other} others"
    )
    if n_other:
        raise SystemExit("Resumed fits failed, or have other bits.")


if __name__ == "__main__":
    main()
