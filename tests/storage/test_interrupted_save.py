"""A save that is cut off, or finds the disk full, leaves the old run or the new."""

import errno
import os
import signal
import statistics
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from folders import tree
from numpy.testing import assert_array_equal
from run_folders import small_model

from autoencode import load, save
from autoencode.errors import OutputError
from autoencode.storage import versions

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork")
# A child only writes files, so that threads which it does not inherit are not missed.
may_fork = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


@pytest.fixture(scope="module")
def models():
    """Two models that differ in the size of their codes, and samples."""
    X = np.random.default_rng(0).normal(size=(30, 5))
    fitted = {n: small_model(n_components=n).fit(X) for n in (1, 2)}
    return {n: (model, model.transform(X)) for n, model in fitted.items()}, X


def assert_whole(run, models, X):
    """The run loads, and is one of the models; returns which."""
    loaded = load(run)
    assert_array_equal(loaded.transform(X), models[loaded.n_components][1])
    return loaded.n_components


def is_half_written(run):
    """Whether there is a version that the manifest does not name."""
    return len([*run.glob("version-*")]) > 1


def in_a_child(work):
    """Start a process that does the work; returns its number, once it has begun."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writes, b"x")
            work()
        finally:
            os._exit(0)
    os.close(writes)
    os.read(reads, 1)
    os.close(reads)
    return child


def was_killed(child):
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.slow  # beside the test that kills it at every step
@needs_fork
@may_fork
def test_a_save_killed_at_any_moment_leaves_the_old_run_or_the_new(models, tmp_path):
    models, X = models
    run = tmp_path / "run"
    save(models[1][0], run)
    durations = []
    for _ in range(3):
        start = time.perf_counter()
        was_killed(in_a_child(lambda: save(models[1][0], run)))
        durations.append(time.perf_counter() - start)
    rng = np.random.default_rng(0)
    old, outcomes = 1, []
    for delay in rng.uniform(0, 1.5 * statistics.median(durations), size=50):
        new = 3 - old
        child = in_a_child(lambda new=new: save(models[new][0], run))
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
        was_killed(child)
        found = assert_whole(run, models, X)
        outcomes.append(found == new)
        old = found
    assert True in outcomes
    assert False in outcomes
    save(models[1][0], run)
    assert not is_half_written(run)
    assert not [*run.glob(".autoencode-writing-*")]


@needs_fork
@may_fork
def test_a_save_leaves_what_another_process_is_writing(models, tmp_path, monkeypatch):
    models, X = models
    run = tmp_path / "run"
    save(models[1][0], run)
    reads, writes = os.pipe()

    def save_and_wait():
        real = versions.write_bytes

        def write_and_wait(path, content):
            if path.name == versions.MANIFEST:  # all else is written
                os.read(reads, 1)
            real(path, content)

        versions.write_bytes = write_and_wait
        save(models[2][0], run)

    child = in_a_child(save_and_wait)
    while len([*run.glob("version-*/metrics.json"), *run.glob("version-*")]) < 2:
        time.sleep(0.01)
    time.sleep(0.2)
    save(models[1][0], run)
    assert is_half_written(run)
    os.write(writes, b"x")
    assert not was_killed(child)
    assert assert_whole(run, models, X) == 2
    save(models[1][0], run)
    assert not is_half_written(run)


@needs_fork
@may_fork
def test_a_save_killed_at_every_step_leaves_the_old_run_or_the_new(models, tmp_path):
    models, X = models
    run = tmp_path / "run"
    steps = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir"}

    def save_until(last):
        """Save, and be killed before the step of this number."""
        done = 0

        def hook(event, arguments):
            nonlocal done
            if event in steps and str(run) in str(arguments[0]):
                done += 1
                if done == last:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        save(models[2][0], run)

    found = []
    for last in range(1, 1000):
        save(models[1][0], run)
        if not was_killed(in_a_child(lambda last=last: save_until(last))):
            break
        found.append(assert_whole(run, models, X))
    assert found == sorted(found)  # from some step on it is the new one
    assert found.count(1) > 10
    assert found.count(2) > 1
    assert assert_whole(run, models, X) == 2


def failing_at(monkeypatch, number, error):
    """Let the step of this number raise; returns how many were tried."""
    tried = []

    def fails(write):
        def step(*arguments, **named):
            tried.append(write)
            if len(tried) == number:
                if write is write_bytes:
                    write(arguments[0], arguments[1][: len(arguments[1]) // 2])
                raise error
            return write(*arguments, **named)

        return step

    write_bytes = Path.write_bytes
    monkeypatch.setattr(Path, "write_bytes", fails(write_bytes))
    monkeypatch.setattr(Path, "mkdir", fails(Path.mkdir))
    for name in ("fsync", "replace"):
        monkeypatch.setattr(os, name, fails(getattr(os, name)))
    return tried


def test_a_full_disk_at_any_step_leaves_the_old_run(models, tmp_path, monkeypatch):
    models, X = models
    run = tmp_path / "run"
    save(models[1][0], run)
    before = tree(run)
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    n_refused = 0
    for number in range(1, 1000):
        with monkeypatch.context() as patch:
            tried = failing_at(patch, number, full)
            try:
                save(models[2][0], run)
            except OutputError as error:
                n_refused += 1
                words = str(error)
                assert words.startswith(f"Cannot write {run}")
                assert words.endswith(": No space left on device. Choose another path.")
                assert tree(run) == before  # nothing half-written is left
            else:  # the folder could not be flushed after its file was in place
                assert assert_whole(run, models, X) == 2
        if len(tried) < number:
            break
        save(models[1][0], run)
        before = tree(run)
    assert n_refused > 10
    assert len(tried) > n_refused


def test_a_full_disk_leaves_no_new_folder(models, tmp_path, monkeypatch):
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    n_refused = 0
    for number in range(1, 1000):
        with monkeypatch.context() as patch:
            tried = failing_at(patch, number, full)
            try:
                save(models[0][1][0], tmp_path / f"run{number}")
            except OutputError:
                n_refused += 1
                assert not (tmp_path / f"run{number}").exists()
        if len(tried) < number:
            break
    assert n_refused > 10


def test_ctrl_c_at_any_step_leaves_a_whole_run(models, tmp_path, monkeypatch):
    models, X = models
    run = tmp_path / "run"
    found = []
    for number in range(1, 1000):
        save(models[1][0], run)
        with monkeypatch.context() as patch:
            tried = failing_at(patch, number, KeyboardInterrupt())
            try:
                save(models[2][0], run)
            except KeyboardInterrupt:
                found.append(assert_whole(run, models, X))
                assert found[-1] == 2 or not is_half_written(run)
        if len(tried) < number:
            break
    assert found == sorted(found)
    assert set(found) == {1, 2}
