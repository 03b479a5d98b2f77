"""``autoencode fit --resume``: a killed fit goes on; finished ones are trained on."""

import json
import os
import signal
import time

import numpy as np
import pytest
from commands import autoencode, done, in_a_process, refused

from autoencode import load
from autoencode.locks import lock
from autoencode.storage import load_run

OPTIONS = ("--hidden", 4, "--components", 2, "--batch-size", 16, "--seed", 0, "--quiet")
OPTIONS += ("--no-linear-skip",)


LONG = (*OPTIONS, "--max-epochs", 100)


def made_table(folder):
    X = np.random.default_rng(0).normal(size=(120, 5)).astype(np.float32)
    np.save(folder / "table.npy", X)
    return folder / "table.npy"


@pytest.fixture
def table(tmp_path):
    return made_table(tmp_path)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The weights of a long fit that nothing stopped."""
    folder = tmp_path_factory.mktemp("whole")
    done("fit", made_table(folder), *LONG, "--out", folder / "run")
    return weights(folder / "run")


def weights(folder):
    version = json.loads((folder / "manifest.json").read_text())["version"]
    return (folder / version / "weights.safetensors").read_bytes()


def files(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_fit_that_was_stopped_ends_with_the_same_bits(table, tmp_path, number, whole):
    words = (table, *LONG)
    out, every = tmp_path / "run", ("--checkpoint-every", "1e")
    process = in_a_process("fit", *words, *every, "--out", "run", cwd=tmp_path)
    until = time.monotonic() + 100
    while len(list(out.glob("checkpoints/checkpoint-*"))) < 2:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
        time.sleep(0.01)
    process.send_signal(number)
    _, errors = process.communicate(timeout=100)
    if number == signal.SIGKILL:
        refused("Go on with it: autoencode fit --resume", "info", out)
        refused("holds a fit that was stopped", "fit", *words, "--out", out)
    else:
        assert process.returncode == 130
        assert "Go on with: autoencode fit --resume run" in errors
    result = done("fit", "--resume", out)
    assert "Going on from epoch " in result.output
    assert "--max-epochs 100" in load_run(out).about["command"]
    assert weights(out) == whole


def test_a_finished_fit_is_trained_further(table, tmp_path):
    given = ("--schedule", "constant", "--weight-decay", 0)
    words = (table, *OPTIONS, *given)
    done("fit", *words, "--max-epochs", 5, "--out", tmp_path / "whole")
    done("fit", *words, "--max-epochs", 2, "--out", tmp_path / "run")
    done("fit", "--resume", tmp_path / "run", "--max-epochs=5")
    assert weights(tmp_path / "run") == weights(tmp_path / "whole")
    assert len(load(tmp_path / "run")[-1].history_) == 5
    again = done("fit", "--resume", tmp_path / "run")  # with the new number of epochs
    assert "Going on from epoch 5" in again.output
    fewer = autoencode("fit", "--resume", tmp_path / "run", "--max-epochs", 2)
    assert fewer.exit_code == 1
    assert "5 epochs are done, and --max-epochs is 2" in fewer.output
    done("fit", "--resume", tmp_path / "run")


def test_checkpoints_can_be_left_out(table, tmp_path):
    words = ("fit", table, *OPTIONS, "--max-epochs", 2, "--out", tmp_path / "run")
    done(*words, "--checkpoint-every", "never")
    assert not (tmp_path / "run" / "checkpoints").exists()
    refused("it has no checkpoints", "fit", "--resume", tmp_path / "run")
    refused(
        "--checkpoint-every must be the seconds, minutes, hours or epochs between ",
        *words, "--overwrite", "--checkpoint-every", 5,
    )  # fmt: skip
    assert load(tmp_path / "run")[-1].n_components == 2  # the run is still there


def test_a_fit_without_its_first_checkpoint_is_started_again(table, tmp_path):
    run = tmp_path / "run"
    (run / "checkpoints").mkdir(parents=True)  # left where a fit is killed early
    refused("give its command again: it starts anew", "fit", "--resume", run)
    done("fit", table, *OPTIONS, "--max-epochs", 2, "--out", run)
    done("fit", "--resume", run)


def test_what_cannot_be_resumed_is_refused_in_one_line(table, tmp_path):
    refused("it does not exist", "fit", "--resume", tmp_path / "nothing")
    refused("needs the run folder", "fit", "--resume")
    words = (table, *OPTIONS, "--max-epochs", 2, "--out", tmp_path / "run")
    done("fit", *words)
    resume = ("fit", "--resume", tmp_path / "run")
    refused("only --max-epochs", *resume, "--components", 3)
    refused("only --max-epochs", *resume, table)
    before = files(tmp_path / "run")
    np.save(table, np.load(table) + 1)
    refused("are of another fit: data differs", *resume)
    (tmp_path / "run" / "checkpoints" / "fit.json").write_text("{")
    refused("fit.json is damaged", *resume)
    kept = files(tmp_path / "run")
    changed = {path.name for path in before if kept.get(path) != before[path]}
    assert changed == {"fit.json"}


def test_a_fit_that_is_running_is_not_replaced(table, tmp_path):
    words = ("fit", table, *OPTIONS, "--max-epochs", 2, "--out", tmp_path / "run")
    done(*words)
    handle = lock(tmp_path / "run" / "checkpoints")  # as another process holds it
    before = files(tmp_path / "run")
    for options in ((), ("--checkpoint-every", "never")):
        refused("Another fit is writing", *words, "--overwrite", *options)
    assert files(tmp_path / "run") == before
    os.close(handle)
    done(*words, "--overwrite")


def test_a_link_in_place_of_the_checkpoints_is_refused_in_one_line(table, tmp_path):
    words = ("fit", table, *OPTIONS, "--max-epochs", 2, "--out", tmp_path / "run")
    done(*words)
    (tmp_path / "run" / "checkpoints").rename(tmp_path / "scratch")
    (tmp_path / "run" / "checkpoints").symlink_to(tmp_path / "scratch")
    refused("Cannot remove", *words, "--overwrite")


def test_a_new_fit_replaces_the_checkpoints_of_the_old_one(table, tmp_path):
    words = ("fit", table, *OPTIONS, "--max-epochs", 2, "--out", tmp_path / "run")
    done(*words)
    done(*words, "--overwrite", "--activation", "relu")
    result = autoencode("fit", "--resume", tmp_path / "run")
    assert result.exit_code == 0
    assert load(tmp_path / "run")[-1].activation == "relu"
