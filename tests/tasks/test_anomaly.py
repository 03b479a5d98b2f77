"""Anomalies: found, told apart from the usual by chance, and explained."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
import scipy.sparse
import torch
from sklearn import config_context
from sklearn.base import clone
from sklearn.datasets import load_digits
from sklearn.metrics import roc_auc_score

from autoencode import AnomalyDetector, Autoencoder, VariationalAutoencoder
from autoencode.errors import InvalidDataError, InvalidParameterError
from autoencode.tasks import anomaly_scores
from autoencode.tasks.anomaly_scores import (
    LEAST_SHARE,
    LEAST_VARIANCE,
    SAMPLES_PER_DIRECTION,
    SCORES,
    learn_directions,
    whitened_length,
)
from autoencode.tasks.calibration import left_out
from autoencode.tasks.tail import Tail

QUICK = {"n_members": 3, "random_state": 0}


def ring(n, seed):
    """Points near a circle, seen through six columns of different units."""
    rng = np.random.default_rng(seed)
    angle = rng.uniform(0, 2 * np.pi, n)
    plane = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    mixing = np.random.default_rng(99).normal(size=(2, 6))
    X = plane @ mixing + 0.05 * rng.normal(size=(n, 6))
    return X * [1, 10, 100, 1, 1, 0.01] + [0, 5, 0, 0, 3, 0]


@pytest.fixture(scope="module")
def detector():
    return AnomalyDetector(random_state=0, false_alarm_rate=0.02).fit(ring(1500, 0))


def test_what_is_no_sample_of_the_ring_is_found_though_each_column_is_usual(detector):
    inside = np.tile(ring(4000, 1).mean(axis=0), (5, 1))
    assert (detector.predict(inside) == -1).all()
    normal = ring(300, 1)
    rng = np.random.default_rng(0)
    strange = np.column_stack([rng.permutation(column) for column in normal.T])
    scores = detector.score_samples(np.vstack([normal, strange]))
    assert roc_auc_score(np.repeat([1, 0], 300), scores) > 0.98


@pytest.mark.parametrize("name", [*SCORES, "whitened+path+likelihood"])
def test_every_score_is_higher_for_what_is_strange(name):
    own = VariationalAutoencoder(n_components=3, beta=0.1, max_epochs=150)
    given = {"autoencoder": own} if "likelihood" in name else {}
    model = AnomalyDetector(scoring=name, **QUICK, **given).fit(ring(600, 0))
    normal, strange = ring(200, 1), ring(200, 2)[:, [0, 1, 2, 3, 4, 5]]
    strange[:, 3] += np.where(np.arange(200) % 2, 2.5, -2.5)
    scores = model.score_samples(np.vstack([normal, strange]))
    assert roc_auc_score(np.repeat([1, 0], 200), scores) > 0.95


def test_the_false_alarm_rate_asked_for_is_the_one_that_comes():
    rates = [
        np.mean(
            AnomalyDetector(random_state=seed, false_alarm_rate=0.05)
            .fit(ring(500, seed))
            .predict(ring(2000, seed + 50))
            == -1
        )
        for seed in range(4)
    ]
    assert 0.03 < np.mean(rates) < 0.07


def test_p_values_of_new_normal_samples_are_even_and_of_strange_ones_small(detector):
    p = detector.p_values(ring(2000, 3))
    for chance in (0.5, 0.2, 0.05):
        assert np.mean(p <= chance) == pytest.approx(chance, rel=0.35)
    assert ((p > 0) & (p <= 1)).all()
    far = ring(5, 4) * 3
    assert (detector.p_values(far) < 0.001).all()


def test_predictions_are_those_of_the_p_values(detector):
    X = np.vstack([ring(500, 5), ring(20, 6) * 1.5])
    np.testing.assert_array_equal(
        detector.predict(X) == -1, detector.p_values(X) < 0.02
    )


def test_contamination_is_the_share_found_and_is_not_learnt():
    rng = np.random.default_rng(0)
    bad = 0.3 * rng.normal(size=(60, 6)) @ np.diag([1, 10, 100, 1, 1, 0.01])
    bad += [0, 5, 0, 0, 3, 0]  # a cluster in the middle of the ring
    X = np.vstack([ring(540, 0), bad])
    model = AnomalyDetector(contamination=0.1, **QUICK).fit(X)
    found = model.predict(X) == -1
    assert found.sum() == 60
    is_bad = np.arange(600) >= 540
    trusting = AnomalyDetector(**QUICK).fit(X)
    areas = [roc_auc_score(~is_bad, m.score_samples(X)) for m in (model, trusting)]
    assert areas[0] > areas[1]
    assert areas[0] > 0.97


@pytest.mark.parametrize("contamination", [0.05, 0.2])
def test_p_values_hold_where_contamination_left_normal_samples_out(contamination):
    model = AnomalyDetector(contamination=contamination, random_state=0)
    p_values = model.fit(ring(800, 0)).p_values(ring(2000, 1))
    assert 0.002 < np.mean(p_values < 0.01) < 0.025
    assert 0.06 < np.mean(p_values < 0.1) < 0.14


def test_the_column_at_fault_is_named_with_what_it_should_be(detector):
    X = ring(60, 7)
    wrong = X.copy()
    column = np.arange(60) % 6
    spread = X.std(axis=0)
    wrong[np.arange(60), column] += 3 * spread[column]
    shares, expected = detector.explain(wrong)
    np.testing.assert_allclose(shares.sum(axis=1), 1)
    assert (shares >= 0).all()
    assert np.mean(shares.argmax(axis=1) == column) > 0.9
    error = (expected - X)[np.arange(60), column] / spread[column]
    assert np.median(np.abs(error)) < 0.2


def test_same_seed_same_scores_and_clones_are_unfitted(detector):
    again = clone(detector).fit(ring(1500, 0))
    X = ring(50, 8)
    np.testing.assert_array_equal(again.score_samples(X), detector.score_samples(X))
    assert not hasattr(clone(detector), "members_")


def test_frames_and_sparse_rows_give_what_arrays_give():
    X = np.abs(ring(300, 0))
    X[np.median(X, axis=0) > X] = 0
    model = AnomalyDetector(scale="none", **QUICK)
    plain = model.fit(X).score_samples(X[:40])
    frame = pd.DataFrame(X, columns=list("abcdef"))
    named = clone(model).fit(frame)
    assert list(named.feature_names_in_) == list("abcdef")
    np.testing.assert_array_equal(named.score_samples(frame[:40]), plain)
    sparse = clone(model).fit(scipy.sparse.csr_array(X))
    found = sparse.score_samples(scipy.sparse.csr_array(X[:40]))
    np.testing.assert_allclose(found, plain, atol=1e-4)


@pytest.mark.parametrize("kind", [Autoencoder, VariationalAutoencoder])
def test_an_autoencoder_of_ones_own_is_trained_once_for_each_member(kind):
    own = kind(n_components=2, hidden_layer_sizes=(16,), max_epochs=5)
    model = AnomalyDetector(autoencoder=own, **QUICK).fit(ring(200, 0))
    assert [type(member.model) for member in model.members_] == [kind] * 3
    first, second, _ = (m.model.transform(ring(3, 1)) for m in model.members_)
    assert not np.allclose(first, second)
    assert not hasattr(own, "network_")


def of_width(width, **settings):
    return Autoencoder(
        n_components=2, hidden_layer_sizes=(width,), max_epochs=5, **settings
    )


def test_the_autoencoders_of_a_list_are_shared_among_the_members():
    own = [of_width(8), of_width(16)]
    model = AnomalyDetector(autoencoder=own, **QUICK).fit(ring(200, 0))
    widths = [each.model.hidden_layer_sizes for each in model.members_]
    assert widths == [(8,), (8,), (16,)]
    first, second, _ = (each.model.transform(ring(3, 1)) for each in model.members_)
    assert not np.allclose(first, second)
    again = clone(model).fit(ring(200, 0))
    np.testing.assert_array_equal(
        again.score_samples(ring(9, 1)), model.score_samples(ring(9, 1))
    )


def test_a_list_with_more_autoencoders_than_members_is_refused():
    model = AnomalyDetector(autoencoder=[of_width(8)] * 4, **QUICK)
    with pytest.raises(InvalidParameterError, match="some would not be trained"):
        model.fit(ring(200, 0))


@pytest.mark.parametrize("own", [[], [None], ["wide"], 3])
def test_what_is_no_autoencoder_is_refused(own):
    with pytest.raises(InvalidParameterError, match="an autoencoder such as Autoenc"):
        AnomalyDetector(autoencoder=own).fit(ring(20, 0))


@pytest.mark.parametrize("n_samples", [2, 3, 5, 9])
def test_a_few_samples_are_enough_to_fit(n_samples):
    model = AnomalyDetector(random_state=0).fit(ring(n_samples, 0))
    assert np.isfinite(model.score_samples(ring(4, 1))).all()


def test_constant_columns_are_usual_until_they_change():
    X = ring(400, 0)
    X[:, 2] = 7
    model = AnomalyDetector(**QUICK).fit(X)
    assert np.mean(model.predict(X) == 1) > 0.9
    X[:3, 2] = 9
    assert (model.predict(X[:3]) == -1).all()
    assert (model.explain(X[:3]).shares.argmax(axis=1) == 2).all()


def test_huge_values_are_strange_and_nothing_overflows(detector):
    X = ring(3, 9)
    X[1, 4] = 1e200
    assert detector.predict(X)[1] == -1
    assert np.isfinite(detector.score_samples(X)).all()


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"contamination": 0.7}, "contamination must be a number above 0 and at most"),
        ({"false_alarm_rate": 0.0}, "false_alarm_rate must be a number above 0 and"),
        ({"scoring": "path+path"}, "or several, such as 'reconstruction\\+...'"),
        ({"scoring": "auto+path"}, "scoring must be one of 'auto', 'reconstruction'"),
        ({"scoring": "napp"}, "scoring must be one of 'auto', 'reconstruction'"),
        ({"n_members": 0}, "n_members must be a whole number of at least 1; got 0"),
    ],
)
def test_parameters_that_cannot_be_are_refused(parameters, message):
    with pytest.raises(InvalidParameterError, match=message):
        AnomalyDetector(**parameters).fit(ring(20, 0))


def test_nan_is_refused_with_its_place(detector):
    X = ring(5, 0)
    X[3, 1] = np.nan
    with pytest.raises(InvalidDataError, match="NaN in row 3, column 1"):
        detector.predict(X)


def test_scores_of_training_samples_have_the_mean_that_theory_gives():
    X = ring(2000, 0) @ np.diag([1, 0.1, 0.01, 1, 1, 100])
    model = Autoencoder(
        n_components=3, hidden_layer_sizes=(20,), max_epochs=20, random_state=0
    ).fit(X)
    names = [name for name in SCORES if name != "likelihood"]
    known = anomaly_scores.learn(names, model, X)
    found = {
        name: values.mean()
        for name, values in anomaly_scores.values(model, X, known).items()
    }
    # A squared Mahalanobis distance has, on average, one for each direction.
    assert 6 * 0.9 < found["standardized"] <= 6 + 1e-3
    assert 6 * 0.9 < found["whitened"] <= 6 + 1e-3
    assert (6 + 3) * 0.8 < found["whitened_codes"] <= 6 + 3
    assert 0.5 * (6 + 20 + 3) < found["normalized_path"] <= 6 + 20 + 3
    error = model.reconstruction_error(X).mean() / model.scale_**2
    assert found["reconstruction"] == pytest.approx(error, rel=1e-4)
    assert found["path"] > found["reconstruction"]


@pytest.mark.parametrize("n_samples", [20, 40, 100, 400])
def test_directions_of_few_samples_share_a_variance(n_samples):
    rng = np.random.default_rng(0)
    differences = rng.normal(size=(n_samples, 30)) @ rng.normal(size=(30, 30))
    new = rng.normal(size=(5, 30))
    variances, vectors = np.linalg.eigh(np.cov(differences.T, bias=True))
    n_sharing = max(0, 30 - n_samples // SAMPLES_PER_DIRECTION)
    if n_sharing:
        variances[:n_sharing] = variances[:n_sharing].mean()
    variances += LEAST_SHARE * variances.mean() + LEAST_VARIANCE
    along = (new - differences.mean(axis=0)) @ vectors
    known = learn_directions(torch.from_numpy(differences))
    found = whitened_length(
        torch.from_numpy(new), {name: torch.tensor(k) for name, k in known.items()}
    )
    np.testing.assert_allclose(
        found.numpy(), np.square(along / np.sqrt(variances)).sum(axis=1), rtol=1e-6
    )


def test_of_many_samples_some_are_left_out_each_by_two_members():
    few = left_out(1000, 4, seed=0)
    assert (few.sum(axis=0) == 2).all()
    many = left_out(11_000, 4, seed=0)
    assert set(many.sum(axis=0)) == {0, 2}
    assert 2000 <= many.any(axis=0).sum() < 2500
    # Each pair of neighbours has samples that are new to both.
    assert all((one & other).any() for one, other in pairwise([*many, many[0]]))
    assert left_out(15, 4, seed=0) is None


def test_false_alarms_are_as_many_as_asked_where_most_samples_are_trained_on():
    model = AnomalyDetector(random_state=0, false_alarm_rate=0.03).fit(ring(9000, 0))
    rate = float(np.mean(model.predict(ring(20_000, 1)) == -1))
    assert 0.02 < rate < 0.04


@pytest.mark.parametrize("shape", [-0.2, 0.0, 0.3])
def test_a_tail_is_continued_as_its_distribution_does(shape):
    from scipy.stats import genpareto

    rng = np.random.default_rng(0)
    tail = Tail(genpareto.rvs(shape, size=20_000, random_state=rng))
    for chance in (0.3, 0.01, 1e-3, 1e-5):
        value = genpareto.isf(chance, shape)
        assert tail.chance(np.array([value]))[0] == pytest.approx(chance, rel=0.6)
        assert tail.value_at(chance) == pytest.approx(value, rel=0.25)


@pytest.mark.parametrize("n_values", [1, 2, 6, 50, 1000])
def test_chances_fall_and_thresholds_are_their_inverse(n_values):
    values = np.random.default_rng(0).normal(size=n_values)
    tail = Tail(values)
    grid = np.linspace(-5, 8, 200)
    chances = tail.chance(grid)
    assert (np.diff(chances) <= 1e-12).all()
    assert ((chances > 0) & (chances <= 1)).all()
    if n_values >= 6:
        threshold = tail.value_at(1e-4)
        assert tail.chance(np.array([threshold]))[0] == pytest.approx(1e-4, rel=1e-6)


def test_whitened_errors_see_that_columns_which_always_agree_no_longer_do():
    rng = np.random.default_rng(0)
    kind = np.eye(3)[rng.integers(0, 3, 900)]  # a category: the columns sum to 1
    X = np.hstack([kind, rng.normal(size=(900, 2))])
    both = X[:300].copy()
    both[:, :3] = [1, 1, 0]
    model = AnomalyDetector(scoring="whitened", **QUICK).fit(X)
    scores = model.score_samples(np.vstack([X[:300], both]))
    assert roc_auc_score(np.repeat([1, 0], 300), scores) > 0.99


def test_the_likelihood_is_the_bound_of_the_variational_autoencoder():
    own = VariationalAutoencoder(n_components=2, hidden_layer_sizes=(16,), max_epochs=9)
    X = ring(300, 0)
    model = AnomalyDetector(
        autoencoder=own, scoring="likelihood", n_members=1, scale="none", random_state=0
    ).fit(X)
    member = model.members_[0].model
    bounds = np.mean([member.elbo(X, seed) for seed in range(200)], axis=0)
    score = model.score_samples(X) * model.members_[0].standing["likelihood"].spread
    # The draws cost more than the mean, where the decoder is curved.
    assert np.corrcoef(score, bounds)[0, 1] > 0.95


def test_images_have_settings_of_their_own_which_can_be_changed():
    X = load_digits().data / 16
    y = load_digits().target
    model = AnomalyDetector.for_images(**QUICK).fit(X[y == 0])
    area = roc_auc_score(y[:600] != 0, -model.score_samples(X[:600]))
    assert area > 0.97
    assert AnomalyDetector.for_images(scoring="whitened").scoring == "whitened"


def test_values_beyond_the_limits_of_a_likelihood_are_strange():
    X = 0.6 + 0.4 * np.random.default_rng(0).random((200, 4))
    own = VariationalAutoencoder(loss="cross_entropy", n_components=1, max_epochs=20)
    model = AnomalyDetector(
        autoencoder=own, scoring="likelihood", scale="none", **QUICK
    ).fit(X)
    strange = np.tile(X[0], (3, 1))
    strange[:, 1] = [1.6, 3.0, 255.0]
    assert (model.p_values(strange) < 0.01).all()
    assert (np.diff(model.score_samples(strange)) < 0).all()


def test_a_likelihood_is_not_asked_of_what_has_none():
    with pytest.raises(InvalidParameterError, match="such as VariationalAutoencoder"):
        AnomalyDetector(scoring="likelihood", autoencoder=Autoencoder()).fit(ring(9, 0))


def test_scores_that_are_named_together_are_those_of_auto():
    X = ring(200, 0)
    settings = {"scoring": "whitened+whitened_codes", **QUICK}
    found = AnomalyDetector(**settings).fit(X).score_samples(X)
    expected = AnomalyDetector(**QUICK).fit(X).score_samples(X)
    np.testing.assert_array_equal(found, expected)


def test_a_likelihood_needs_no_autoencoder_of_ones_own():
    model = AnomalyDetector(scoring="likelihood", **QUICK).fit(ring(400, 0))
    X = ring(100, 1)
    scores = model.score_samples(np.vstack([X, X + 3 * X.std(axis=0)]))
    assert roc_auc_score(np.repeat([1, 0], 100), scores) > 0.95


@pytest.mark.parametrize("scale", ["standard", "minmax", "quantile", "robust"])
def test_sparse_rows_are_scored_as_the_dense_ones_of_the_fit(scale):
    X = ring(200, 0)
    model = AnomalyDetector(scale=scale, **QUICK).fit(X)
    found = model.score_samples(scipy.sparse.csr_array(X[:9]))
    np.testing.assert_allclose(found, model.score_samples(X[:9]), rtol=1e-6)


def test_frames_asked_of_scikit_learn_change_nothing():
    X = ring(100, 0)
    expected = AnomalyDetector(**QUICK).fit(X).score_samples(X)
    with config_context(transform_output="pandas"):
        found = AnomalyDetector(**QUICK).fit(X).score_samples(X)
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("own", [None, Autoencoder(max_epochs=4)])
def test_progress_of_all_members_is_shown_if_asked_for(own, capsys):
    AnomalyDetector(autoencoder=own, **QUICK).fit(ring(90, 0))
    assert capsys.readouterr().err == ""
    AnomalyDetector(autoencoder=own, verbose=1, **QUICK).fit(ring(90, 0))
    lines = capsys.readouterr().err.splitlines()
    # One after the other three take three times as many epochs; at once as many.
    last = "epoch 12/12" if own is not None else "epoch 200/200"
    assert lines[-1].startswith(last)
    assert lines[-1].endswith("0 s left")
