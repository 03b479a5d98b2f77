"""Watching a training: what is shown, and that it does not change the fit."""

import json
import webbrowser
from dataclasses import replace

import httpx
import numpy as np
import pytest
import torch
from click.testing import CliRunner
from numpy.testing import assert_array_equal
from run_folders import small_model
from runs import run_of

from autoencode.cli.main import main
from autoencode.errors import InvalidDataError
from autoencode.explorer import open_page
from autoencode.explorer.watch import Watch
from autoencode.storage import Run
from autoencode.tasks.epoch_samples import train


def test_each_state_is_shown_and_the_fit_has_the_same_bits():
    _, dataset = run_of("autoencoder")
    quiet, watched = (small_model(max_epochs=3, dropout=0.2) for _ in range(2))
    train(quiet, dataset.X, silent=True)
    lines, versions, codes = [], [], []
    run = Run(estimator=watched)
    with Watch(run, dataset, "test", open_browser=False, report=lines.append) as page:
        address = lines[0].removeprefix("Watch at ")
        with httpx.Client(base_url=address.split("/?")[0], follow_redirects=True) as c:
            assert c.get(address).status_code == 200
            assert c.get("/api/runs").json() == []  # before the first epoch

            def on_epoch(record):
                page.refresh()
                state = c.get("/api/state").json()
                versions.append(state["version"])
                assert state["is_training"]
                code = {"code": [0.1, 0.2]}
                codes.append(c.post("/api/runs/0/decode", json=code).json()["decoded"])

            train(watched, dataset.X, on_epoch=on_epoch, silent=True)
    assert versions == [1, 2, 3]
    assert json.dumps(codes[0]) != json.dumps(codes[2])
    assert_array_equal(watched.transform(dataset.X), quiet.transform(dataset.X))


def test_copies_take_a_small_share_of_the_time():
    run, dataset = run_of("autoencoder")
    page = Watch(run, dataset, "test", open_browser=False)
    for _ in range(5):  # at once
        page.on_epoch({"epoch": 1})
    assert page.shown.version == 1


def test_fewer_rows_than_a_map_needs_are_refused_before_the_training():
    run, dataset = run_of("autoencoder")
    dataset = replace(dataset, X=dataset.X[:1], y=None, ids=None)
    with pytest.raises(InvalidDataError, match="has 1 row; a map needs at least 2"):
        Watch(run, dataset, "test", open_browser=False)


def test_codes_that_are_not_finite_do_not_stop_the_training(monkeypatch):
    run, dataset = run_of("autoencoder")
    lines = []
    page = Watch(run, dataset, "test", open_browser=False, report=lines.append)
    monkeypatch.setattr("autoencode.explorer.watch.SECONDS_BETWEEN", 0)
    monkeypatch.setattr("autoencode.explorer.watch.SHARE", 1e9)
    with torch.no_grad():
        next(run.estimator.network_.parameters()).fill_(torch.nan)
    for _ in range(3):
        page.on_epoch()
    page.finish()
    (line,) = lines
    assert line.startswith("The map is not updated: ")


def test_many_rows_are_shown_by_a_sample():
    run, dataset = run_of(
        "autoencoder", np.random.default_rng(0).uniform(size=(6000, 6))
    )
    assert len(Watch(run, dataset, "test").dataset.X) == 5000


@pytest.mark.parametrize("name", ["anomaly_detector", "clustering"])
def test_models_of_several_trainings_cannot_be_watched(name, tmp_path):
    given = ["fit", "digits", "--model", name, "--watch", "--out", str(tmp_path / "r")]
    result = CliRunner().invoke(main, given)
    assert result.exit_code == 1
    assert "--watch is for models that are trained as a whole" in result.output
    assert not (tmp_path / "r").exists()


class Opened:
    """What a browser of Python's kinds does here: it notes the address."""

    def open(self, url, new=0, autoraise=True):
        Opened.urls.append(url)


class Desktop(Opened, webbrowser.BackgroundBrowser):
    pass


class InTerminal(Opened, webbrowser.GenericBrowser):
    pass


@pytest.mark.parametrize(
    ("kind", "variable", "n_opened"),
    [(Desktop, "", 1), (InTerminal, "", 0), (InTerminal, "w3m", 1), (None, "", 0)],
)
def test_no_text_browser_is_opened_unless_it_is_wanted(
    kind, variable, n_opened, monkeypatch
):
    def get():
        if kind is None:
            raise webbrowser.Error("could not locate runnable browser")
        return kind("name")

    monkeypatch.setattr(webbrowser, "get", get)
    monkeypatch.setattr(Opened, "urls", [], raising=False)
    monkeypatch.setenv("BROWSER", variable)
    open_page("http://127.0.0.1:1/")
    assert len(Opened.urls) == n_opened
