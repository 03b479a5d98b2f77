"""Exact resume: a fit that was killed ends with the bits of one that never stopped."""

import os
import signal
import time
import warnings
from inspect import signature

import numpy as np
import pytest
from checkpoint_runs import Copied, assert_resumes, bits, copies, fitted, labels_for
from fork_server import ForkedProcess
from run_folders import samples_for, small

from autoencode import RBM, Autoencoder, Checkpoint, VariationalAutoencoder
from autoencode.errors import CheckpointError, InvalidParameterError, OutputError
from autoencode.estimators import ESTIMATORS
from autoencode.training import checkpoint_files
from autoencode.training.checkpoints import Checkpoints
from autoencode.training.intervals import Interval, interval_of
from autoencode.training.resume import checkpointing, identity_of, machine_facts
from autoencode.training.stages import position_in_words

X = np.random.default_rng(0).uniform(size=(90, 6)).astype(np.float32)


def model(**changes):
    """A model of three steps an epoch."""
    given = {"max_epochs": 4, "batch_size": 32, "random_state": 0}
    without = {"hidden_layer_sizes": (8,), "linear_skip": False}
    return Autoencoder(**given | without | changes)


TRAINED = [name for name in ESTIMATORS if name != "table_transformer"]


@pytest.mark.parametrize("name", TRAINED)
def test_every_estimator_resumes_bit_for_bit(name, tmp_path):
    X = samples_for(small(name))
    y = labels_for(small(name), X)
    assert_resumes(lambda: small(name), X, y, tmp_path / "checkpoints", n=2, steps=3)


def test_a_fit_too_short_for_a_trial_is_extended_to_one_with_a_trial(tmp_path):
    def fit(max_epochs):
        model = Autoencoder(max_epochs=max_epochs, random_state=0)
        with warnings.catch_warnings(action="ignore"):
            return model.fit(X[:, :4].repeat(2, axis=0), checkpoint=tmp_path)

    assert len(fit(2).history_) == 2
    assert len(fit(4).history_) == 4


VARIANTS = {
    "dropout, batch norm, validation": {
        "hidden_layer_sizes": (8, 4),
        "dropout": 0.2,
        "batch_norm": True,
        "validation_fraction": 0.2,
        "patience": 2,
    },
    "pretraining": {
        "hidden_layer_sizes": (8, 4),
        "activation": "sigmoid",
        "pretraining": "rbm",
    },
    "conjugate gradients": {"optimizer": "cg", "hidden_layer_sizes": (4,)},
    "Muon": {"optimizer": "muon", "hidden_layer_sizes": (8,)},
    "two networks": {"n_components": 2, "validation_fraction": 0.2},
}


@pytest.mark.parametrize("name", VARIANTS)
def test_every_part_of_the_state_is_kept(name, tmp_path):
    def make():
        given = {"max_epochs": 5, "batch_size": 16, "random_state": 0}
        return Autoencoder(**given | VARIANTS[name])

    assert_resumes(make, X, None, tmp_path / "checkpoints", n=4, steps=4)


def test_persistent_chains_are_kept(tmp_path):
    def make():
        given = {"persistent": True, "max_epochs": 3, "batch_size": 16}
        return RBM(n_components=4, random_state=0, **given)

    assert_resumes(make, X, None, tmp_path / "checkpoints", n=6, steps=2)


def test_a_warm_up_goes_on_where_it_stopped(tmp_path):
    def make():
        given = {"max_epochs": 4, "batch_size": 16, "random_state": 0}
        return VariationalAutoencoder(warm_up_epochs=4, **given)

    assert_resumes(make, X, None, tmp_path / "checkpoints", n=4, steps=2)


def test_a_fit_without_a_seed_resumes_with_the_seed_it_drew(tmp_path):
    whole = fitted(model(random_state=None), X, None, tmp_path / "a", Copied, steps=2)
    for each in copies(tmp_path / "a", 3):
        assert bits(fitted(model(random_state=None), X, None, each)) == bits(whole)


def test_a_finished_fit_is_trained_further(tmp_path):
    # With a constant learning rate, and the same weight decay, as if in one go.
    given = {"schedule": "constant", "weight_decay": 0.0}
    expected = bits(model(**given, max_epochs=7).fit(X))
    model(**given, max_epochs=4).fit(X, checkpoint=tmp_path)
    assert bits(model(**given, max_epochs=7).fit(X, checkpoint=tmp_path)) == expected


def test_a_finished_fit_is_not_trained_again(tmp_path):
    first = model().fit(X, checkpoint=tmp_path)
    again = model().fit(X, checkpoint=tmp_path)
    assert again.history_ == first.history_  # its times, too


def test_the_position_is_that_of_the_network_that_is_trained(tmp_path):
    def stage(n_epochs, ended, max_epochs=10, n_batches=0):
        position = {"n_epochs": n_epochs, "n_batches": n_batches}
        position = checkpoint_files.packed(position, {})
        about = {"max_epochs": max_epochs}
        return {"position": position, "ended": ended, "about": about}

    # Of two networks that are tried, and after the first or the second was chosen.
    assert position_in_words([stage(2, False), stage(1, False)]) == "epoch 2"
    assert position_in_words([stage(3, False), stage(2, True)]) == "epoch 3"
    assert position_in_words([stage(10, True), stage(2, True)]) == "epoch 10"
    second = position_in_words([stage(2, True), stage(5, False, n_batches=3)])
    assert second == "epoch 5, batch 3 of the next one, of network or layer 2"
    layers = [stage(20, True, 20), stage(20, True, 20), stage(4, True)]
    assert position_in_words(layers) == "epoch 4 of network or layer 3"
    model().fit(X, checkpoint=tmp_path)
    identity = identity_of(model(), {"X": X, "y": None})
    found = Checkpoints(tmp_path, Interval(steps=1), identity, machine_facts())
    assert found.position() == "epoch 4"
    found.close()


def test_two_checkpoints_are_kept(tmp_path):
    model(max_epochs=8).fit(X, checkpoint=Checkpoint(tmp_path, every="1e"))
    (tmp_path / ".autoencode-writing-0123.json").write_text("left by a killed write")
    model(max_epochs=9).fit(X, checkpoint=Checkpoint(tmp_path, every="1e"))
    names = sorted(path.name for path in tmp_path.iterdir())
    assert [name[:10] for name in names] == ["checkpoint"] * 2 + ["stage-000-"] * 2


@pytest.mark.parametrize("suffix", [".json", ".safetensors"])
@pytest.mark.parametrize("damage", ["flip", "truncate", "remove"])
def test_a_damaged_checkpoint_gives_way_to_the_one_before(tmp_path, suffix, damage):
    expected = bits(model(max_epochs=3).fit(X))
    fitted(model(max_epochs=3), X, None, tmp_path, steps=2)
    newest = max(tmp_path.glob(f"*{suffix}"))
    content = newest.read_bytes()
    if damage == "remove":
        newest.unlink()
    else:
        middle = len(content) // 2
        changed = bytes([content[middle] ^ 1]) + content[middle + 1 :]
        newest.write_bytes(content[:middle] + (changed if damage == "flip" else b""))
    if (suffix, damage) == (".json", "remove"):  # as if it had not been written yet
        resumed = model(max_epochs=3).fit(X, checkpoint=tmp_path)
    else:
        with pytest.warns(UserWarning, match="is damaged; the one before"):
            resumed = model(max_epochs=3).fit(X, checkpoint=tmp_path)
    assert bits(resumed) == expected


def test_damaged_checkpoints_are_refused_in_one_line(tmp_path):
    model().fit(X, checkpoint=Checkpoint(tmp_path, every="1e"))
    for path in tmp_path.glob("*.json"):
        path.write_text(path.read_text().replace("Autoencoder", "Autoencoded"))
    with pytest.raises(CheckpointError, match=r"are damaged\. Remove the folder"):
        model().fit(X, checkpoint=tmp_path)


@pytest.mark.parametrize(
    ("changes", "data", "reason"),
    [
        ({"n_components": 3}, X, r"n_components differs \(2 there, 3 here\)"),
        ({}, X + 1, "data differs"),
        ({"max_epochs": 2}, X, "4 epochs are done, and max_epochs is 2"),
    ],
)
def test_checkpoints_of_another_fit_are_refused(tmp_path, changes, data, reason):
    model(n_components=2).fit(X, checkpoint=tmp_path)
    with pytest.raises(CheckpointError, match=reason):
        model(**{"n_components": 2} | changes).fit(data, checkpoint=tmp_path)


def test_a_full_disk_does_not_end_the_training(tmp_path, monkeypatch):
    real, calls = checkpoint_files.write_bytes, []

    def full(path, content):
        calls.append(path)
        if len(calls) > 4:
            raise OutputError(f"Cannot write {path}: No space left on device.")
        real(path, content)

    monkeypatch.setattr(checkpoint_files, "write_bytes", full)
    with pytest.warns(UserWarning, match=r"No space left on device.*Training goes on"):
        whole = model().fit(X, checkpoint=Checkpoint(tmp_path, every="1e"))
    monkeypatch.undo()
    expected = bits(model().fit(X))
    assert bits(whole) == expected
    assert bits(model().fit(X, checkpoint=tmp_path)) == expected


def test_a_folder_that_cannot_be_written_is_refused_before_training(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="Not a directory"):
        model().fit(X, checkpoint=tmp_path / "file" / "folder")


@pytest.mark.parametrize("checkpoint", [True, 5])
def test_what_is_no_folder_of_checkpoints_is_refused(checkpoint):
    with pytest.raises(InvalidParameterError, match="checkpoint must be a folder"):
        Autoencoder(max_epochs=1).fit(np.eye(4), checkpoint=checkpoint)


@pytest.mark.parametrize("text", ["", "5", "0e", "1.5e", "-1m", "five minutes"])
def test_what_is_no_time_between_checkpoints_is_refused(text):
    with pytest.raises(InvalidParameterError, match="such as 30s, 5m, 2h or 1e"):
        interval_of(text)


def test_a_checkpoint_of_no_time_or_folder_is_refused_when_it_is_made(tmp_path):
    with pytest.raises(InvalidParameterError, match=r"^every must be the seconds, "):
        Checkpoint(tmp_path, every="5x")
    with pytest.raises(InvalidParameterError, match=r"a folder or a Checkpoint; got 5"):
        Checkpoint(5)


def test_times_between_checkpoints_are_read():
    assert interval_of("1.5m") == Interval(seconds=90.0)
    assert interval_of("2 e") == Interval(epochs=2)


def test_ctrl_c_lets_the_step_end_and_writes_a_checkpoint(tmp_path):
    def stop(epoch, seen, n):
        if (epoch, seen) == (2, 64):
            signal.raise_signal(signal.SIGINT)

    checkpoint = Checkpoint(tmp_path, every="1h")
    before = signal.getsignal(signal.SIGINT)
    with (
        pytest.raises(KeyboardInterrupt),
        checkpointing(checkpoint, model(), X=X, validation=None),
    ):
        for _ in model().fit_epochs(X, on_step=stop):
            pass
    assert signal.getsignal(signal.SIGINT) is before
    assert len(list(tmp_path.glob("checkpoint-*.json"))) == 1
    assert bits(model().fit(X, checkpoint=tmp_path)) == bits(model().fit(X))


def test_a_killed_process_leaves_a_whole_checkpoint(tmp_path):
    script = (
        "import sys; from pathlib import Path; from test_resume import X, fitted, model"
        "; fitted(model(max_epochs=100000), X, None, Path(sys.argv[1]), steps=1)"
    )
    folder = tmp_path / "checkpoints"
    process = ForkedProcess(["-c", script, str(folder)], dict(os.environ))
    while len(list(folder.glob("checkpoint-*.json"))) < 2:
        assert process.poll() is None
        time.sleep(0.01)
    process.kill()
    process.communicate()
    saved, damaged = checkpoint_files.newest(folder)
    assert saved is not None
    assert damaged == []


@pytest.mark.parametrize("name", TRAINED)
def test_every_fit_documents_its_checkpoints(name):
    fit = ESTIMATORS[name].fit
    assert "checkpoint" in signature(fit).parameters
    assert "checkpoint : Checkpoint, str or None" in fit.__doc__


def test_a_folder_has_one_writer_at_a_time(tmp_path):
    checkpoint = Checkpoint(tmp_path, every="1e")
    with (
        checkpointing(checkpoint, model(), X=X),
        pytest.raises(CheckpointError) as error,
    ):
        Checkpoints(
            tmp_path, Interval(), identity_of(model(), {"X": X}), machine_facts()
        )
    assert "Another process writes checkpoints" in str(error.value)
    model().fit(X, checkpoint=checkpoint)  # now it is free
