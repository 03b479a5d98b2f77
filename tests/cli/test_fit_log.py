"""``autoencode fit`` logs each epoch in the run folder."""

import numpy as np
import pytest
from commands import done, people, refused

from autoencode import load
from autoencode.files import LOG
from autoencode.training.json_lines import read_json_lines

SHORT = ("--components", 2, "--hidden", 4, "--max-epochs", 3, "--seed", 0, "--quiet")


@pytest.fixture
def data(tmp_path):
    """A table of numbers."""
    path = tmp_path / "people.csv"
    people().drop(columns=["who", "city"]).to_csv(path, index=False)
    return path


def test_a_fit_logs_its_epochs(data, tmp_path):
    run = tmp_path / "run"
    done("fit", data, "--out", run, *SHORT)
    entries = read_json_lines(run / LOG)
    model = load(run).steps[-1][1]
    assert [entry["event"] for entry in entries] == ["start", *["epoch"] * 3, "end"]
    assert entries[0]["model"] == "Autoencoder"
    assert entries[0]["command"].startswith("autoencode")
    for entry, record in zip(entries[1:4], model.history_, strict=True):
        assert record.items() <= entry.items()
    assert entries[-1]["completed"] is True


@pytest.mark.usefixtures("short_training")
@pytest.mark.filterwarnings("ignore:No structure was found")
@pytest.mark.parametrize("model", ["anomaly_detector", "clustering"])
def test_the_autoencoders_inside_a_task_are_logged(data, tmp_path, model):
    run = tmp_path / "run"
    done("fit", data, "--model", model, "--out", run, "--quiet", "--seed", 0)
    epochs = [e for e in read_json_lines(run / LOG) if e["event"] == "epoch"]
    assert epochs
    assert all(np.isfinite(epoch["loss"]) for epoch in epochs)


def test_a_fit_that_fails_says_so_and_the_folder_can_be_used_again(data, tmp_path):
    run = tmp_path / "run"
    run.mkdir()
    (run / LOG).write_text('{"event": "start"')  # killed before
    words = ("--optimizer", "sgd", "--learning-rate", 1e30, "--scale", "none")
    words += ("--no-linear-skip", "--validation-fraction", 0)
    refused("infinite or NaN", "fit", data, "--out", run, *SHORT, *words)
    done("fit", data, "--out", run, *SHORT)
    assert [entry["event"] for entry in read_json_lines(run / LOG)][-1] == "end"
