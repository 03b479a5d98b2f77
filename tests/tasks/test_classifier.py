"""Classification with a pretrained encoder."""

import numpy as np
import pandas as pd
import polars as pl
import pytest
import torch
from scipy import sparse
from scipy.special import softmax
from sklearn.datasets import load_digits
from sklearn.exceptions import DataConversionWarning, NotFittedError
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from trainings import short_training

from autoencode import Autoencoder, AutoencoderClassifier, load, save
from autoencode.errors import (
    InvalidDataError,
    InvalidParameterError,
    TrainingDivergedError,
)
from autoencode.models.initialize import initialize
from autoencode.nn.classification import EncoderClassifier
from autoencode.tasks import spreading
from autoencode.tasks.classifier_evaluation import evaluate_classifier
from autoencode.tasks.labels import Labels, held_out_rows
from autoencode.tasks.softmax_layer import fit_softmax, with_softmax
from autoencode.tasks.spreading import (
    is_worth_spreading,
    labels_to_spread,
    spread_labels,
)
from autoencode.training.batches import BatchSource
from autoencode.training.classification import cross_entropy
from autoencode.training.labelled import LabelledSource

NAMES = np.array(["blue", "green", "red"])


def blobs(n_rows=150, seed=0, distance=3.0):
    """Three classes of six features, and their numbers."""
    rng = np.random.default_rng(seed)
    y = rng.integers(0, 3, n_rows)
    centres = distance * rng.normal(size=(3, 6))
    return centres[y] + rng.normal(size=(n_rows, 6)), y


def small(**parameters):
    own = Autoencoder(
        hidden_layer_sizes=(16,),
        n_components=4,
        max_epochs=5,
        linear_skip=False,
        random_state=0,
    )
    return AutoencoderClassifier(
        **{"autoencoder": own, "max_epochs": 5, "random_state": 0} | parameters
    )


@pytest.mark.parametrize("kind", ["numbers", "text", "objects", "series", "booleans"])
def test_labels_of_any_type_are_predicted_as_given(kind):
    X, y = blobs()
    labels = {
        "numbers": y + 5,
        "text": NAMES[y],
        "objects": NAMES[y].astype(object),
        "series": pd.Series(NAMES[y]),
        "booleans": y > 0,
    }[kind]
    model = small().fit(X, labels)
    assert model.classes_.tolist() == sorted(set(labels))
    assert model.score(X, labels) > 0.95
    probabilities = model.predict_proba(X)
    assert probabilities.shape == (150, len(model.classes_))
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, atol=1e-12)


def test_probabilities_are_the_softmax_of_a_linear_layer_on_the_codes():
    X, y = blobs()
    model = small().fit(X, y)
    codes = model.autoencoder_.transform(X)
    expected = softmax(codes @ model.coef_.T + model.intercept_, axis=1)
    np.testing.assert_allclose(model.predict_proba(X), expected, atol=1e-6)


def test_its_codes_are_those_that_the_softmax_layer_takes():
    X, y = blobs()
    model = small().fit(X, y)
    codes = model.transform(X)
    assert codes.shape == (len(X), 4)
    logits = codes.astype(float) @ model.coef_.T + model.intercept_
    assert np.allclose(model.predict_proba(X), softmax(logits, axis=1))
    names = [f"autoencoderclassifier{unit}" for unit in range(4)]
    assert model.set_output(transform="pandas").transform(X).columns.tolist() == names
    assert model.predict_proba(X).shape == (len(X), 3)  # not of a data frame
    with pytest.raises(NotFittedError):
        small().transform(X)


def test_the_softmax_layer_alone_is_a_logistic_regression():
    X, y = blobs(distance=1.0)
    codes = X[:, :4].astype(np.float32)
    for used in (y, np.minimum(y, 1)):
        rows, n_classes = np.arange(len(y)), used.max() + 1
        network = torch.nn.Module()
        network.weight = torch.nn.Parameter(torch.zeros(1))
        made = with_softmax(network, 4, n_classes)
        assert not made.top.weight.any()
        fit_softmax(made, codes, (used, np.ones(150)), rows, 0)
        scaled = StandardScaler().fit_transform(codes)
        expected = LogisticRegression(max_iter=200).fit(scaled, used)
        with torch.no_grad():
            logits = made.top(torch.from_numpy(codes)).numpy()
        found = softmax(logits, axis=1)
        np.testing.assert_allclose(found, expected.predict_proba(scaled), atol=1e-3)


def test_few_labels_are_worth_more_with_samples_without_label():
    digits = load_digits()
    X, y = digits.data[:1000] / 16, digits.target[:1000]
    few = np.where(np.arange(1000) < 40, y, -1)
    own = Autoencoder(hidden_layer_sizes=(64,), n_components=16, max_epochs=20)
    own.set_params(linear_skip=False)
    model = small(autoencoder=own, max_epochs=10).fit(X, few)
    alone = small(autoencoder=own, max_epochs=10).fit(X[:40], y[:40])
    assert model.label_spreading_
    assert not alone.label_spreading_
    assert model.score(X[40:], y[40:]) > alone.score(X[40:], y[40:]) + 0.02


def test_minus_one_marks_samples_without_label_only_beside_two_classes():
    labels = Labels.of([-1, 0, 1, -1], 4)
    assert labels.classes.tolist() == [0, 1]
    assert labels.y.tolist() == [-1, 0, 1, -1]
    labels = Labels.of([-1, 1, 1, -1], 4)
    assert labels.classes.tolist() == [-1, 1]
    assert labels.y.tolist() == [0, 1, 1, 0]
    labels = Labels.of(["a", None, "b", float("nan"), -1], 5)
    assert labels.classes.tolist() == ["a", "b"]
    assert labels.y.tolist() == [0, -1, 1, -1, -1]


def test_spread_labels_are_those_of_near_samples():
    rng = np.random.default_rng(0)
    codes = np.concatenate([rng.normal(-5, 1, (40, 2)), rng.normal(5, 1, (40, 2))])
    y = np.full(80, -1)
    y[[0, 40]] = 0, 1
    found, weights = spread_labels(codes, y, 0)
    assert found.tolist() == [0] * 40 + [1] * 40
    assert weights[[0, 40]].tolist() == [1, 1]
    assert (weights > 0.5).mean() > 0.9


def test_groups_without_any_label_get_none():
    rng = np.random.default_rng(0)
    codes = np.concatenate([rng.normal(c, 1, (30, 2)) for c in (-50, 0, 50)])
    y = np.full(90, -1)
    y[:3], y[30:33] = 0, 1
    _, weights = spread_labels(codes, y, 0)
    assert (weights[:60] > 0).all()
    assert not weights[60:].any()


def test_the_graph_of_near_samples_is_of_bounded_size(monkeypatch):
    sizes, spread = [], spreading._spread
    monkeypatch.setattr(spreading, "MOST_SPREAD", 20)
    monkeypatch.setattr(spreading, "MOST_CHECKED", 30)
    monkeypatch.setattr(
        spreading,
        "_spread",
        lambda codes, y: (sizes.append(len(y)), spread(codes, y))[1],
    )
    rng = np.random.default_rng(0)
    y = np.arange(200) % 2
    codes = rng.normal(size=(200, 2)) + 9 * y[:, np.newaxis]
    y[::50] = -1
    assert is_worth_spreading(codes, y, 0)
    found, weights = spread_labels(codes, y, 0)
    assert sizes == [30 + 4, 20 + 4]
    assert found[::50].tolist() == [0, 0, 0, 0]
    assert (weights[y >= 0] == 1).all()


def test_labels_that_spread_have_the_weight_of_their_class():
    rng = np.random.default_rng(0)
    codes = np.concatenate([rng.normal(c, 1, (30, 2)) for c in (-9, 9)])
    y = np.full(60, -1)
    y[:3], y[30:33] = 0, 1
    labels, none = Labels.of(y, 60), np.arange(0)
    weights = []
    for class_weight in (None, {0: 1, 1: 5}):
        by_class = labels.class_weights(class_weight)
        found = labels_to_spread(codes, labels, by_class, none, 0, wanted=True)
        weights.append(found[1])
    np.testing.assert_array_equal(weights[1][:30], weights[0][:30])
    np.testing.assert_allclose(weights[1][30:], 5 * weights[0][30:])


def test_labels_are_not_spread_where_near_samples_say_nothing():
    rng = np.random.default_rng(0)
    codes = rng.normal(size=(400, 20))
    y = (codes[:, 0] > 0).astype(int)  # one of many directions
    y[100:] = -1
    assert not is_worth_spreading(codes, y, 0)


def test_held_out_rows_are_of_every_class():
    y = np.array([0] * 80 + [1] * 40 + [-1] * 50)
    rows = held_out_rows(y, 0.1, 0)
    assert len(rows) == 12
    assert np.bincount(y[rows]).tolist() == [8, 4]
    assert not len(held_out_rows(y[:81], 0.5, 0))  # a class of a single sample
    assert not len(held_out_rows(y, 0.05, 0))  # too few
    many = np.repeat(np.arange(30), 2)
    assert len(held_out_rows(many, 0.5, 0)) == 30
    assert not len(held_out_rows(many, 0.7, 0))  # the others would not be of each


def test_samples_of_weight_zero_train_the_autoencoder_only():
    X, y = blobs()
    weights = np.where(np.arange(150) < 100, 1.0, 0.0)
    alone = small(label_spreading=False).fit(X, np.where(weights > 0, y, -1))
    for labels in (y, np.where(weights > 0, y, -1)):
        # Label spreading is wanted, and has no sample to give a label to.
        model = small(label_spreading=True).fit(X, labels, sample_weight=weights)
        assert not model.label_spreading_
        assert np.array_equal(model.predict_proba(X), alone.predict_proba(X))


def test_weights_of_samples_without_label_are_those_of_the_labels_that_spread():
    X, y = blobs()
    given, none = np.where(np.arange(150) < 100, y, -1), np.array([], int)
    weights = np.random.default_rng(0).uniform(1, 2, 150)
    weights[:5] = weights[100:105] = 0
    found = []
    for some in (weights, (weights > 0).astype(float)):
        labels = Labels.of(given, 150, some)
        spread = labels_to_spread(X, labels, np.ones(3), none, 0, wanted=True)
        found.append(spread)
    (classes, by_own), (same, certainty) = found
    assert np.array_equal(classes, same)
    own = weights / weights[5:100].mean()  # of the labelled ones
    np.testing.assert_allclose(by_own, own * certainty)
    assert (certainty[105:] > 0).any()
    assert not by_own[weights == 0].any()


def test_the_scale_of_sample_weights_changes_nothing():
    X, y = blobs()
    weights = np.random.default_rng(0).uniform(1, 2, len(y))
    one, other = (
        small().fit(X, y, sample_weight=scale * weights).predict_proba(X)
        for scale in (1.0, 2.0**-20)
    )
    np.testing.assert_array_equal(one, other)


def test_balanced_classes_have_equal_totals_of_weights():
    y = np.repeat([0, 1], 10)
    labels = Labels.of(y, 20, np.where(y == 0, 0.1, 1.0))
    weights = labels.weighted(labels.class_weights("balanced"))
    assert weights[y == 0].sum() == pytest.approx(weights[y == 1].sum())


@pytest.mark.parametrize("batch_norm", [False, True])
def test_noise_of_fine_tuning_regularizes_and_depends_on_the_seed_alone(batch_norm):
    X, y = blobs(distance=0.7)
    X, y, new, expected = X[:60], y[:60], X[60:], y[60:]
    own = Autoencoder(
        hidden_layer_sizes=(64,),
        n_components=8,
        batch_norm=batch_norm,
        linear_skip=False,
        random_state=0,
    )
    found = []
    for noise in ({}, *[{"input_noise_std": 1.0, "hidden_noise_std": 1.0}] * 2):
        model = small(
            autoencoder=own,
            pretraining="none",
            max_epochs=100,
            batch_size=20,
            learning_rate=0.01,
            **noise,
            validation_fraction=0.0,
        ).fit(X, y)
        p = model.predict_proba(new)
        found.append((p, -np.log(p[np.arange(len(p)), expected]).mean()))
    (plain, plain_loss), (noisy, loss), (again, _) = found
    assert loss < plain_loss / 2
    assert not np.array_equal(plain, noisy)
    np.testing.assert_array_equal(noisy, again)


def test_class_weights_move_the_boundary():
    X, y = blobs(distance=0.5)
    counts = [
        (small(class_weight={0: w, 1: 1, 2: 1}).fit(X, y).predict(X) == 0).sum()
        for w in (0.05, 20)
    ]
    assert counts[0] < counts[1]


@pytest.mark.parametrize("factor", [1e-3, 1e3])
def test_a_common_factor_of_all_class_weights_has_no_effect(factor):
    X, y = blobs(60, distance=0.5)
    plain, scaled = (
        small(class_weight={0: w, 1: w, 2: w}).fit(X, y).predict_proba(X)
        for w in (1, factor)
    )
    np.testing.assert_allclose(scaled, plain, atol=1e-5)


def test_weights_of_classes_are_those_of_all_their_samples():
    X, y = blobs(60, distance=0.5)
    of_classes = small(class_weight={0: 5, 1: 1, 2: 1}).fit(X, y)
    of_samples = small().fit(X, y, sample_weight=np.where(y == 0, 5, 1))
    found, expected = (each.predict_proba(X) for each in (of_classes, of_samples))
    np.testing.assert_allclose(found, expected, atol=1e-5)


def test_the_loss_is_the_weighted_mean_cross_entropy():
    network = EncoderClassifier(Identity(), 2, 3)
    x = torch.tensor([[1.0, 2.0], [0.5, -1.0]])
    y, weights = torch.tensor([2, 0]), torch.tensor([1.5, 0.5])
    batch = torch.cat([x, y[:, None], weights[:, None]], dim=1)
    expected = torch.nn.functional.cross_entropy(network(x), y, reduction="none")
    found = cross_entropy(network, batch)
    torch.testing.assert_close(found, (expected * weights).mean())


class Identity(torch.nn.Module):
    def encode(self, x):
        return x


@pytest.mark.parametrize("dtype", [np.float32, np.float64, "sparse"])
def test_batches_hold_the_columns_of_their_rows(dtype):
    X = np.arange(40.0).reshape(20, 2)
    columns = np.stack([X[:, 0], -X[:, 0]], axis=1).astype(np.float32)
    made = sparse.csr_array(X) if dtype == "sparse" else X.astype(dtype)
    plain = BatchSource(made, np.ones(2), 2.0, torch.device("cpu"))
    source = LabelledSource(plain, columns)
    for batch in [*source.shuffled(np.arange(1, 20), 6, 0, 0), *source.in_order()]:
        x, own = batch[:, :2].numpy(), batch[:, 2:].numpy()
        np.testing.assert_allclose(x[:, 0] * 2 + 1, own[:, 0])
        np.testing.assert_allclose(own[:, 1], -own[:, 0])


@pytest.mark.parametrize("how", ["rbm", "autoencoder"])
def test_layers_may_be_pretrained_without_training_the_whole(how):
    X, y = blobs()
    X = (X - X.min(axis=0)) / np.ptp(X, axis=0)
    own = Autoencoder(
        hidden_layer_sizes=(8,),
        n_components=4,
        activation="sigmoid",
        code_activation="sigmoid",
        pretraining=how,
        pretraining_epochs=2,
        loss="cross_entropy",
    )
    model = small(autoencoder=own, max_epochs=100).fit(X, y)
    assert model.autoencoder_.history_ == []
    assert len(model.autoencoder_.pretraining_history_) == 4
    assert model.score(X, y) > 0.9


def test_the_softmax_layer_starts_as_a_logistic_regression_or_at_zero():
    X, y = blobs()
    still = {"learning_rate": 1e-9, "weight_decay": 0, "validation_fraction": 0}
    starts = [
        small(softmax_start=start, **still).fit(X, y) for start in ("logistic", "zero")
    ]
    assert np.abs(starts[0].coef_).max() > 0.1
    assert 0 < np.abs(starts[1].coef_).max() < 1e-6
    model = small(softmax_start="zero", learning_rate=0.01, max_epochs=20).fit(X, y)
    assert model.score(X, y) > 0.95


def test_random_weights_are_trained_too():
    X, y = blobs()
    model = small(pretraining="none", max_epochs=30, learning_rate=0.01).fit(X, y)
    assert model.autoencoder_.history_ == []
    assert model.history_[0]["loss"] < 2 * np.log(3)
    assert model.score(X, y) > 0.9


def test_an_initialized_model_is_that_before_the_first_epoch():
    X, _ = blobs()
    own = Autoencoder(hidden_layer_sizes=(8,), n_components=2, random_state=0)
    model = initialize(own.set_params(linear_skip=False), X)
    assert model.history_ == []
    assert model.transform(X).shape == (150, 2)


def test_the_best_weights_are_kept():
    X, y = blobs(distance=0.7)
    model = small(learning_rate=0.03, max_epochs=30).fit(X, y)
    held_out = model.validation_rows_
    best = min(record["validation_loss"] for record in model.history_)
    probabilities = model.predict_proba(X[held_out])
    loss = -np.log(probabilities[np.arange(len(held_out)), y[held_out]]).mean()
    assert loss <= best + 1e-5


def test_patience_ends_fine_tuning():
    X, y = blobs(distance=0.7)
    model = small(learning_rate=0.03, max_epochs=200, patience=3).fit(X, y)
    assert len(model.history_) < 100


def test_same_seed_gives_the_same_bits():
    X, y = blobs()
    found = [small().fit(X, y).predict_proba(X) for _ in range(2)]
    assert np.array_equal(*found)
    with short_training():
        other = small(random_state=1, autoencoder=None).fit(X, y).predict_proba(X)
    assert not np.array_equal(found[0], other)


def test_it_is_used_in_pipelines_searches_and_with_sparse_samples(tmp_path):
    X, y = blobs(60)
    search = GridSearchCV(
        make_pipeline(StandardScaler(), small()),
        {"autoencoderclassifier__autoencoder__n_components": [2, 3]},
        cv=2,
    ).fit(X, y)
    assert search.best_score_ > 0.9
    model = small().fit(sparse.csr_array(X), NAMES[y])
    save(model, tmp_path / "run")
    loaded = load(tmp_path / "run")
    assert np.array_equal(loaded.predict(X), model.predict(X))
    assert loaded.history_ == model.history_


@pytest.mark.parametrize(
    ("y", "message"),
    [
        (None, "requires y"),
        ([0] * 10, "got one class, 0"),
        ([-1] * 10, "got one class, -1"),
        ([0.5, 1.5] * 5, "class labels"),
        ([10**20, 2 * 10**20] * 5, "64 bits.* got 100000000000000000000. .* to texts"),
        ([0, 1, np.inf] + [1] * 7, "infinity"),
        ([0, 1], "10 rows of X and 2 labels"),
        (np.eye(10), "1d array"),
        ([[0], [1, 2]] * 5, "inhomogeneous"),
        (sparse.csr_array(np.eye(10)), "toarray"),
    ],
    ids=str,
)
def test_bad_labels_are_refused_in_one_line(y, message):
    X = np.random.default_rng(0).normal(size=(10, 3))
    with pytest.raises(InvalidDataError, match=message) as caught:
        small().fit(X, y)
    assert "\n" not in str(caught.value)


def test_a_fit_that_diverges_leaves_the_last_one():
    X, y = blobs()
    model = small().fit(X, y)
    before = model.predict_proba(X)
    diverging = {"learning_rate": 1e30, "optimizer": "sgd", "schedule": "constant"}
    with pytest.raises(TrainingDivergedError):
        model.set_params(**diverging).fit(X, NAMES[y])
    assert model.classes_.tolist() == [0, 1, 2]
    assert np.array_equal(model.predict_proba(X), before)
    new = small(**diverging)
    with pytest.raises(TrainingDivergedError):
        new.fit(X, y)
    with pytest.raises(NotFittedError):
        new.predict(X)


def test_bad_parameters_are_refused():
    X, y = blobs(30)
    with pytest.raises(InvalidParameterError, match="class_weight must be"):
        small(class_weight="even").fit(X, y)
    with pytest.raises(InvalidParameterError, match="class_weight must be"):
        small(class_weight=np.ones(3)).fit(X, y)
    with pytest.raises(InvalidParameterError, match="pretraining must be one of"):
        small(pretraining="rbm").fit(X, y)
    with pytest.raises(InvalidDataError, match="weight"):
        small().fit(X, y, sample_weight=np.zeros(30))
    with pytest.raises(InvalidDataError, match="egative"):
        small().fit(X, y, sample_weight=-np.ones(30))


def test_shares_that_are_not_defined_are_not_given_as_zero():
    X, y = blobs()
    model = small().fit(X, NAMES[y])
    rows = model.predict(X) == "blue"
    found = evaluate_classifier(
        model, X[rows], NAMES[np.zeros(rows.sum(), int)], None, "test"
    )
    assert found.rows[0]["recall"] == 1
    assert found.rows[1]["recall"] is None
    assert found.table()[1][1] == ["green", "0", "–", "–", "–"]
    assert found.notes == [
        "Classes without a test sample: 'green', 'red'. Their recall is not measured."
    ]


def test_a_note_gives_the_training_samples_of_classes_without_a_test_sample():
    X, y = blobs()
    rare = np.where(np.arange(len(y)) == 0, "rare", NAMES[y])
    model = small().fit(X, rare)
    found = evaluate_classifier(model, X[1:], rare[1:], (X, rare), "test")
    assert found.notes == [
        "Classes without a test sample: 'rare' (1 training sample). Their recall is "
        "not measured."
    ]
    assert "Note: Classes without" in str(found)
    assert evaluate_classifier(model, X, rare, (X, rare), "training").notes == []
    # Labels that are missing are not counted.
    partly = pd.array([*rare[:-1], None], dtype="string")
    found = evaluate_classifier(model, X[1:-1], rare[1:-1], (X, partly), "test")
    assert "'rare' (1 training sample)" in found.notes[0]


@pytest.mark.parametrize("missing", [-1, "-1", None, np.nan])
@pytest.mark.parametrize("make", [list, pd.Series])
def test_samples_without_label_among_text_are_no_class(missing, make):
    y = ["a", missing, "b", "a"]
    found = Labels.of(make(y), 4)
    assert found.classes.tolist() == ["a", "b"]
    assert found.y.tolist() == [0, -1, 1, 0]


@pytest.mark.parametrize("labels", [[0, 1, 2], [False, True, True], [0.0, 1.0, 2.0]])
def test_labels_that_are_objects_keep_their_type(labels):
    found = Labels.of(np.array([*labels, None], dtype=object), 4)
    assert found.classes.dtype == np.array(labels).dtype
    assert found.y[3] == -1


def test_texts_among_numbers_are_refused():
    with pytest.raises(InvalidDataError, match="texts or numbers, not both"):
        Labels.of(["a", 1, "b"], 3)


@pytest.mark.parametrize("weight", [-1.0, np.nan, np.inf])
def test_weights_of_classes_are_checked(weight):
    X, y = blobs(30)
    model = small(class_weight={0: weight, 1: 1, 2: 1})
    with pytest.raises(InvalidParameterError, match="finite and at least 0"):
        model.fit(X, y)
    for class_weight in ({0: 0, 1: 0, 2: 0}, {0: 0, 1: 0, 2: 1}):
        model = small(class_weight=class_weight)
        with pytest.raises(InvalidParameterError, match="above 0 for 2 or more"):
            model.fit(X, y)


def test_classes_whose_samples_all_have_the_weight_zero_are_left_out():
    X, y = blobs(60)
    labels = Labels.of(y, 60, np.where(y == 1, 0.0, 1.0))
    n, counts = (y != 1).sum(), np.bincount(y)
    expected = [n / (2 * counts[0]), 1, n / (2 * counts[2])]
    np.testing.assert_allclose(labels.class_weights("balanced"), expected)
    few = np.where(y == 2, -1, y)
    for kept, what in ((0, "those of one class, 0"), (2, "those of none")):
        with pytest.raises(InvalidDataError, match=what):
            small().fit(X, few, sample_weight=(y == kept).astype(float))


@pytest.mark.parametrize("missing", [-1, None])
def test_samples_without_label_are_not_scored(missing):
    X, y = blobs(60)
    labels = np.array(NAMES[y], dtype=object)
    labels[::3] = missing
    model = small().fit(pd.DataFrame(X), labels)
    known = np.arange(60) % 3 > 0
    expected = np.mean(model.predict(X[known]) == NAMES[y[known]])
    assert model.score(X, labels) == pytest.approx(expected)
    assert model.score(X, labels.tolist()) == pytest.approx(expected)
    with pytest.raises(InvalidDataError, match="no label"):
        model.score(X[:2], [missing, missing])
    for n in (59, 61):
        with pytest.raises(InvalidDataError, match="sample_weight"):
            model.score(X, labels, sample_weight=np.ones(n))


def test_minus_one_is_scored_where_it_is_a_class():
    X, y = blobs(60)
    signs = np.where(y > 0, 1, -1)
    model = small().fit(X, signs)
    assert model.score(X, signs) == np.mean(model.predict(X) == signs)


def test_identifiers_are_refused_and_very_many_classes_reported():
    X, _ = blobs(30)
    n = len(X)
    with pytest.raises(InvalidDataError, match="identifiers, not classes"):
        small().fit(X, [f"row {i}" for i in range(n)])
    with pytest.warns(UserWarning, match="classes among"):
        small(max_epochs=1).fit(X, [max(i, 3) for i in range(n)])


def test_sparse_rows_of_any_format_are_scored():
    X, y = blobs(60)
    model = small(max_epochs=1).fit(sparse.coo_matrix(X), y)
    assert model.score(sparse.coo_matrix(X), y) == model.score(X, y)


@pytest.mark.parametrize("dtype", ["Int64", "boolean"])
def test_missing_numbers_of_nullable_series_are_no_labels(dtype):
    X, _ = blobs(60)
    y = pd.Series([None, 0, 1] * (len(X) // 3), dtype=dtype)
    classes = [False, True] if dtype == "boolean" else [0, 1]
    for series in (y, pl.Series(y.astype(object).where(y.notna(), None).tolist())):
        labels = Labels.of(series, len(X))
        assert labels.classes.tolist() == classes
        assert labels.y.tolist() == [-1, 0, 1] * (len(X) // 3)


def test_missing_labels_among_numbers_are_those_of_samples_marked_minus_one():
    X, y = blobs()
    few = np.where(np.arange(len(y)) % 3, y, -1)
    marked = small().fit(X, few)
    missing = small().fit(X, np.where(few == -1, np.nan, few))
    np.testing.assert_array_equal(missing.predict_proba(X), marked.predict_proba(X))
    assert missing.score(X, np.where(few == -1, np.nan, few)) == marked.score(X, few)


def test_labels_of_a_frame_with_one_column_are_those_of_the_column():
    X, _ = blobs(60)
    frame = pl.DataFrame({"class": [None, "a", "b"] * (len(X) // 3)})
    for given in (frame, frame.to_pandas()):
        with pytest.warns(DataConversionWarning, match="A column-vector y was passed"):
            labels = Labels.of(given, len(X))
        assert labels.classes.tolist() == ["a", "b"]
        assert labels.y.tolist() == [-1, 0, 1] * (len(X) // 3)
