"""Validation samples of one's own, from a file."""

import numpy as np
import pytest
from commands import done, people, refused

from autoencode import Autoencoder, load
from autoencode.storage import load_run

QUICK = ("--hidden", 8, "--components", 2, "--max-epochs", 3, "--seed", 0, "--test", 0)
COLUMNS = ("--id", "who", "--label", "city", "--drop", "steps")


@pytest.fixture
def table(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    people().to_csv("people.csv", index=False)
    return "people.csv"


def test_a_model_is_validated_on_the_samples_of_the_file(table):
    # Without the label and what is dropped, and with the columns in another order.
    others = people(25, seed=1)[["sleep", "who", "age", "weight", "height"]]
    others.to_csv("others.csv", index=False)
    done("fit", table, *COLUMNS, *QUICK, "--validation", "others.csv", "--out", "run")
    run = load_run("run")
    model = run.model
    assert len(model.validation_rows_) == 0
    names = ["age", "height", "weight", "sleep"]
    X, X_val = (run.scale(t[names].to_numpy()) for t in (people(), others))
    same = Autoencoder(**model.get_params()).fit(X, X_val=X_val)
    for ours, theirs in zip(model.history_, same.history_, strict=True):
        expected = pytest.approx(theirs["validation_loss"], rel=1e-5)
        assert ours["validation_loss"] == expected


def test_other_columns_and_models_are_refused_in_one_line(table):
    people()[["age", "height"]].to_csv("few.csv", index=False)
    given = ("fit", table, *COLUMNS, "--out", "run", "--validation")
    refused("few.csv", *given, "few.csv")
    refused("nowhere.csv", *given, "nowhere.csv")
    for model in ("rbm", "anomaly_detector"):
        message = f"--validation is not for --model {model}"
        refused(message, *given, "few.csv", "--model", model)


def test_a_named_data_set_takes_an_array(tmp_path):
    np.save(tmp_path / "x.npy", np.random.default_rng(0).random((30, 4)))
    given = ("fit", "iris", *QUICK[:-2], "--out", tmp_path / "run", "--validation")
    done(*given, tmp_path / "x.npy")
    assert len(load(tmp_path / "run")[-1].validation_rows_) == 0
    np.save(tmp_path / "x.npy", np.zeros((30, 5)))
    given = ("--out", tmp_path / "other", "--validation", tmp_path / "x.npy")
    refused("x.npy has 5 features; the model has 4", "fit", "iris", *given)
    refused("x.npy has 5 features, but digits has 64", "fit", "digits", *given)


def test_a_test_file_that_is_the_training_file_is_reported(table):
    given = ("fit", table, *COLUMNS, *QUICK[:-2], "--out", "run", "--test")
    line = "--test is people.csv itself: errors of its rows are errors of training."
    assert line in done(*given, "./people.csv").output
    people(25, seed=1).to_csv("others.csv", index=False)
    assert line not in done(*given, "others.csv", "--overwrite").output
