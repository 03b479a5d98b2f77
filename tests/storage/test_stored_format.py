"""A run of the first format, stored in the repository: it is loaded from now on.

It was made by version 0.1.0; its pictures were left out. In its folder's parent::

    autoencode fit flowers.csv --out format-1 --id id --label kind --components 2 \\
        --hidden 4 --max-epochs 40 --learning-rate 0.02 --samples 3 --seed 0
    autoencode encode format-1 flowers.csv --out codes.csv
"""

from pathlib import Path

import numpy as np
from sklearn.pipeline import Pipeline

from autoencode import load
from autoencode.data.readers import read_samples
from autoencode.storage import load_run

RUNS = Path(__file__).parents[1] / "data" / "runs"
FLOWERS = read_samples(RUNS / "flowers.csv", id_column="id", label="kind")


def test_the_first_format_still_gives_the_same_codes():
    model = load(RUNS / "format-1")
    assert isinstance(model, Pipeline)
    expected = read_samples(RUNS / "codes.csv", id_column="id")
    assert list(FLOWERS.ids) == list(expected.ids)
    codes = model.transform(FLOWERS.X)
    np.testing.assert_allclose(codes, expected.X, rtol=1e-4)


def test_the_first_format_still_gives_reconstructions_and_numbers():
    run = load_run(RUNS / "format-1")
    model = run.estimator
    X_hat = model.inverse_transform(model.transform(FLOWERS.X))
    share = 1 - np.var(X_hat - FLOWERS.X, axis=0) / np.var(FLOWERS.X, axis=0)
    assert share.mean() > 0.5
    assert [record["epoch"] for record in run.model.history_] == [*range(1, 41)]
    assert {row["method"] for row in run.metrics["rows"]} >= {"Autoencoder", "PCA"}
    assert run.samples["X"].shape == (3, 5)
    assert run.samples["X_hat"].shape == (len(run.samples["epoch"]), 3, 5)
    assert run.pca.components_.shape == (2, 5)
    assert run.input["feature_names"] == ["stem", "leaf", "petal", "root", "seed"]
    assert run.about["versions"]["autoencode"] == "0.1.0"


def test_the_first_format_can_be_trained_on():
    model = load(RUNS / "format-1")[-1]
    n_records = len(model.history_)
    model.partial_fit(load(RUNS / "format-1")[0].transform(FLOWERS.X))
    assert len(model.history_) == n_records + 1
