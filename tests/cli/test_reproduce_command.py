"""`reproduce` lists recipes, and names all that it has written."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from commands import done, refused
from pictures import blank_pictures
from topics import small_network, topics

from autoencode.data.dataset import Dataset
from autoencode.recipes import RECIPES

NAME = "newsgroups-2d"


@pytest.fixture
def small(monkeypatch):
    """Let a recipe train a small network on few texts."""
    texts, y = topics(40)
    data = Dataset(
        name="few",
        X=np.array(texts[:50], dtype=object),
        y=y[:50],
        X_test=np.array(texts[50:], dtype=object),
        y_test=y[50:],
        class_names=("cooking", "space"),
        source="synthetic",
    )
    monkeypatch.setattr("autoencode.recipes.recipe.load_dataset", lambda name: data)
    modern = {"autoencoder": small_network(max_epochs=1)}
    recipe = replace(RECIPES[NAME], modern=modern, n_neighbors=0)
    monkeypatch.setitem(RECIPES, NAME, recipe)


def test_results_and_pictures_are_written_and_named(small, tmp_path):
    place = tmp_path / "run"
    with blank_pictures():
        result = done("reproduce", NAME, "--method", "modern", "--out", place)
    saved, results = result.stdout.splitlines()[-2:]
    assert saved == f"Saved in {place}; the report is {place / 'report.html'}."
    files = results.removeprefix("Results: ").removesuffix(".").split(", ")
    assert [Path(file).name for file in files] == [
        "run.json",
        "run-precision.png",
        "run-maps.png",
    ]
    assert all(Path(file).stat().st_size for file in files)
    rows = json.loads(Path(files[0]).read_text())["rows"]
    for row in rows:
        assert f"{row['name']}, {row['measure']}" in result.stdout
        (line,) = (
            line
            for line in result.stdout.splitlines()
            if line.startswith(f"{row['name']}, {row['measure']} ")
        )
        assert line.endswith(" –") == (row["seconds"] is None)
    untimed = {row["name"] for row in rows if row["seconds"] is None}
    assert untimed == {"LSA of TF-IDF", "TF-IDF", "BM25"}


def test_without_a_name_the_results_that_can_be_reproduced_are_listed():
    listed = done("reproduce").stdout.splitlines()
    assert [line.split()[0] for line in listed] == list(RECIPES)


def test_an_unknown_result_or_method_is_answered_with_one_line():
    refused("Did you mean 'mnist'", "reproduce", "mnits")
    refused(
        "choose one of 'paper', 'modern'", "reproduce", "mnist", "--method", "newest"
    )
