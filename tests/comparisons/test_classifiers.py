"""Classifiers of raw data and of codes."""

import csv
import json

import numpy as np
import pytest
from pictures import blank_pictures
from sklearn.discriminant_analysis import QuadraticDiscriminantAnalysis

from autoencode import compare_classifiers
from autoencode.comparisons.classifiers import (
    _number_labelled,
    sample_sizes,
    stratified_rows,
)
from autoencode.comparisons.mixtures import MixtureClassifier
from autoencode.errors import InvalidDataError, InvalidParameterError


@pytest.fixture(autouse=True)
def _blank_pictures():
    with blank_pictures():
        yield


def groups(n_samples=120, n_noise=4, seed=0):
    """Three groups in a plane, with columns of noise."""
    rng = np.random.default_rng(seed)
    y = np.arange(n_samples) % 3
    centres = np.array([[0, 0], [4, 0], [0, 4]])[y]
    noise = 0.1 * rng.normal(size=(n_samples, n_noise))
    return np.hstack([centres + 0.5 * rng.normal(size=(n_samples, 2)), noise]), y


def quick(X, y, **options):
    given = {"n_components": 2, "dimensions": (1, 2), "max_epochs": 2}
    return compare_classifiers(X, y, **given | {"n_repeats": 2} | options)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A comparison, and its folder."""
    folder = tmp_path_factory.mktemp("made") / "out"
    with blank_pictures():
        return quick(*groups(), n_labelled=30, folder=folder), folder


def of(result, **wanted):
    return [
        row
        for row in result.rows
        if all(row[key] == value for key, value in wanted.items())
    ]


def test_accuracies_are_by_size_and_by_dimension(made):
    result, folder = made
    sizes = [r["n_labelled"] for r in of(result, features="raw", classifier="SVM")]
    assert sizes == [10, 20, 30, 50, 96]
    assert [r["dimension"] for r in of(result, features="PCA", n_labelled=30)] == [
        *[1] * 3,
        *[2] * 3,
    ]
    noisy = of(result, features="raw + noise", classifier="5-NN")
    assert [row["dimension"] for row in noisy] == [12, 24, 48]
    assert of(result, features="PCA", dimension=2, n_labelled=96)[0]["accuracy"] > 0.95
    whole = of(result, features="raw", n_labelled=96)[0]
    assert (whole["n_repeats"], whole["standard_deviation"]) == (1, None)
    content = json.loads((folder / "classifiers.json").read_text())
    assert content["rows"] == result.rows
    with open(folder / "classifiers.csv", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(result.rows)
    assert (folder / "classifiers.png").exists()


def test_tables_have_a_column_for_each_number(made):
    result, _ = made
    (_, by_size, rows), (title, by_dimension, _) = result.tables()
    assert by_size == ["", "10", "20", "30", "50", "96"]
    assert rows[0][0] == "raw, 5-NN"
    assert "±" in rows[0][1]
    assert by_dimension == ["", "1", "2", "6", "12", "24", "48"]
    assert "30 labelled samples" in title
    assert result.lines()[0].startswith("5-NN, 10 labels: ")


def test_noise_makes_neighbours_worse():
    # The distance of two samples is ruled by the columns that say nothing.
    X, y = groups(n_samples=300, n_noise=0)
    result = quick(3 * X, y, dimensions=(1,), n_components=1, n_labelled=30)
    accuracies = [
        row["accuracy"]
        for name in ("raw", "raw + noise")
        for row in of(result, features=name, classifier="5-NN", n_labelled=30)
    ]
    assert accuracies[0] > accuracies[-1]


def test_the_seed_decides_everything():
    X, y = groups(45)
    first, again, other = (quick(X, y, random_state=seed) for seed in (1, 1, 2))
    assert first.rows == again.rows
    assert first.rows != other.rows


def test_labels_may_be_text():
    X, y = groups(45)
    names = np.array(["a", "b", "c"])
    assert quick(X, names[y]).rows == quick(X, y).rows


@pytest.mark.parametrize(
    ("message", "y", "X"),
    [
        ("need labels", None, groups()[0]),
        ("continuous", np.linspace(0, 1, 120), groups()[0]),
        ("at least 2 classes", np.zeros(120), groups()[0]),
        ("1 feature only", groups()[1], groups()[0][:, :1]),
    ],
)
def test_bad_labels_are_refused_before_any_fit(message, y, X):
    with pytest.raises(InvalidDataError, match=message):
        quick(X, y)


@pytest.mark.parametrize("n_labelled", [1, 2])
def test_fewer_labelled_samples_than_classes_are_refused_before_any_fit(n_labelled):
    message = f"n_labelled must be at least 3, .* got {n_labelled}"
    with pytest.raises(InvalidParameterError, match=message):
        quick(*groups(), n_labelled=n_labelled)
    assert quick(*groups(), n_labelled=3, n_repeats=1).n_labelled == 3


def test_there_are_labelled_samples_of_each_class_by_default():
    assert _number_labelled(None, 3) == 500
    assert _number_labelled(None, 700) == 700


def test_a_diverging_autoencoder_is_named_and_the_others_go_on(monkeypatch):
    from autoencode.errors import TrainingDivergedError
    from autoencode.models.autoencoder import Autoencoder

    def diverge(model, X, y=None):
        raise TrainingDivergedError("The training loss became nan.")

    monkeypatch.setattr(Autoencoder, "fit", diverge)
    result = quick(*groups())
    assert not of(result, features="autoencoder")
    assert result.lines()[-1].startswith("Note: Autoencoder of 2 components: The train")


def test_sizes_grow_by_factors_of_about_two():
    assert sample_sizes(1438, 10) == [20, 50, 100, 200, 500, 1000, 1438]
    assert sample_sizes(9, 2) == [9]
    assert sample_sizes(1000, 2) == [10, 20, 50, 100, 200, 500, 1000]


def test_drawn_rows_have_the_shares_of_the_classes():
    y = np.repeat([0, 1], [75, 25])
    rows = stratified_rows(y, 20, np.random.default_rng(0))
    assert len(set(rows)) == 20
    assert np.bincount(y[rows]).tolist() == [15, 5]
    assert sorted(stratified_rows(y, 100, np.random.default_rng(0))) == list(range(100))


def test_each_class_has_a_drawn_row_if_there_are_enough():
    y = np.repeat([0, 1, 2], [97, 2, 1])
    for seed in range(20):
        rows = stratified_rows(y, 10, np.random.default_rng(seed))
        assert len(set(rows)) == 10
        assert set(y[rows]) == {0, 1, 2}


def test_with_one_gaussian_each_it_is_quadratic_discriminant_analysis():
    rng = np.random.default_rng(0)
    y = np.arange(300) % 2
    X = rng.normal(size=(300, 3)) * np.where(y, 1.0, 2.0)[:, None] + y[:, None]
    ours = MixtureClassifier(max_gaussians=1, reg_share=1e-9).fit(X, y)
    theirs = QuadraticDiscriminantAnalysis().fit(X, y)
    assert np.mean(ours.predict(X) == theirs.predict(X)) > 0.98


def test_a_class_of_two_groups_gets_two_gaussians():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(300, 2))
    X[::3] += [8, 0]
    X[1::3] -= [8, 0]
    y = np.where(np.arange(300) % 3 == 2, 1, 0)  # class 1 is between
    model = MixtureClassifier().fit(X, y)
    assert [each.n_components for each in model.mixtures_] == [2, 1]
    assert np.mean(model.predict(X) == y) > 0.99


def test_one_sample_of_a_class_is_enough():
    model = MixtureClassifier().fit([[0.0, 0], [1, 1], [9, 9]], [0, 0, 1])
    assert model.predict([[0.5, 0.4], [8, 9]]).tolist() == [0, 1]
