"""Epochs are told of, and logs survive a process that is killed."""

import json
import os
import sys
import warnings

import pytest
from run_folders import fit, samples_for, small, small_model

from autoencode.errors import InvalidParameterError, OutputError
from autoencode.estimators import ESTIMATORS
from autoencode.models import MODELS
from autoencode.training.json_lines import append_json_line, read_json_lines
from autoencode.training.logs import FitLog, listening
from autoencode.training.tensorboard import Board

NOT_TRAINED = {"table_transformer"}


def told_by(estimator, X):
    """The records that a fit tells of."""
    told = []
    with listening(told.append), warnings.catch_warnings(action="ignore"):
        fit(estimator, X)
    return told


@pytest.mark.parametrize("name", sorted(ESTIMATORS.keys() - NOT_TRAINED))
def test_every_trained_estimator_tells_of_its_epochs_once(name):
    estimator = small(name)
    told = told_by(estimator, samples_for(estimator))
    assert told
    assert all(record["epoch"] >= 1 and "loss" in record for record in told)
    history = getattr(estimator, "history_", [])
    assert told[len(told) - len(history) :] == history  # a task's own is the last
    if name in MODELS:
        assert len(told) == len(history)


def test_layers_of_pretraining_are_stages_of_the_log(tmp_path, X):
    log = FitLog(tmp_path / "log.jsonl", {})
    with listening(log.on_epoch):
        small_model(pretraining="autoencoder", pretraining_epochs=2).fit(X)
    log.end(True)
    found = [
        (entry["stage"], entry.get("layer"), entry["epoch"])
        for entry in read_json_lines(log.path)[1:-1]
    ]
    layers = [(layer, layer, epoch) for layer in (1, 2) for epoch in (1, 2)]
    assert found == [*layers, (3, None, 1), (3, None, 2)]


def test_a_line_that_a_killed_process_left_half_is_not_read(tmp_path):
    path = tmp_path / "run" / "log.jsonl"
    append_json_line(path, {"epoch": 1})
    whole = path.read_bytes()
    for n_left in range(1, len(whole)):
        path.write_bytes(whole + whole[:n_left])
        assert read_json_lines(path) == [{"epoch": 1}]
        append_json_line(path, {"epoch": 2, "loss": float("nan")})
        entries = read_json_lines(path)
        assert entries[0] == {"epoch": 1}
        assert entries[-1] == {"epoch": 2, "loss": None}


def test_every_line_is_in_the_file_before_the_next_epoch(tmp_path, X):
    log = FitLog(tmp_path / "log.jsonl", {"model": "Autoencoder"})
    n_lines = []

    def hear(record):
        log.on_epoch(record)
        n_lines.append(len(log.path.read_text().splitlines()))

    with listening(hear):
        small_model(max_epochs=3).fit(X)
    assert n_lines == [2, 3, 4]


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="needs O_NOFOLLOW")
def test_a_log_is_not_written_through_a_link(tmp_path):
    other = tmp_path / "other"
    other.write_text("kept")
    (tmp_path / "log.jsonl").symlink_to(other)
    with pytest.raises(OutputError, match=r"log\.jsonl"):
        append_json_line(tmp_path / "log.jsonl", {"epoch": 1})
    assert other.read_text() == "kept"


def test_a_log_that_cannot_be_written_does_not_end_the_fit(tmp_path, X):
    (tmp_path / "log.jsonl").mkdir()
    log = FitLog(tmp_path / "log.jsonl", {})
    with listening(log.on_epoch), pytest.warns(UserWarning, match="without a log"):
        small_model(max_epochs=3).fit(X)


def test_a_log_does_not_change_a_fit(tmp_path, X):
    log = FitLog(tmp_path / "log.jsonl", {})
    with listening(log.on_epoch):
        heard = small_model().fit(X).transform(X)
    assert (heard == small_model().fit(X).transform(X)).all()


def test_without_tensorboard_the_error_names_the_extra(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "torch.utils.tensorboard", None)
    with pytest.raises(InvalidParameterError, match=r"autoencode\[tensorboard\]"):
        Board(tmp_path)


def test_tensorboard_gets_the_losses_of_each_epoch(tmp_path, X):
    pytest.importorskip("tensorboard", reason="needs the extra tensorboard")
    from tensorboard.backend.event_processing import event_accumulator

    log = FitLog(tmp_path / "log.jsonl", {}, Board(tmp_path / "board"))
    with listening(log.on_epoch):
        model = small_model(max_epochs=3).fit(X)
    log.end(True)
    events = event_accumulator.EventAccumulator(str(tmp_path / "board"))
    events.Reload()
    found = [(each.step, each.value) for each in events.Scalars("loss")]
    assert found == [
        (record["epoch"], pytest.approx(record["loss"])) for record in model.history_
    ]


def test_lines_are_objects_of_json(tmp_path, X):
    log = FitLog(tmp_path / "log.jsonl", {"model": "Autoencoder"})
    with listening(log.on_epoch):
        model = small_model().fit(X)
    log.end(False, ValueError("two\nlines"))
    lines = [json.loads(line) for line in log.path.read_text().splitlines()]
    assert lines[0]["model"] == "Autoencoder"
    for line, record in zip(lines[1:-1], model.history_, strict=True):
        assert record.items() <= line.items()
    assert lines[-1]["completed"] is False
    assert lines[-1]["reason"] == "two"
