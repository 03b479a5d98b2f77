"""The restricted Boltzmann machine as an estimator."""

import copy
import itertools
import pickle
import re

import numpy as np
import pytest
from bars import bars
from scipy import sparse
from scipy.special import logsumexp
from sklearn.datasets import load_digits
from sklearn.neural_network import BernoulliRBM

from autoencode.errors import (
    InvalidDataError,
    InvalidParameterError,
    TrainingDivergedError,
)
from autoencode.models.rbm import RBM
from autoencode.storage import load, save


@pytest.fixture(scope="module")
def digits():
    return (load_digits().data / 16).astype(np.float32)


def states(n):
    return np.array(list(itertools.product([0.0, 1.0], repeat=n)))


def test_likelihoods_of_all_states_sum_to_one():
    rbm = RBM(n_components=3, max_epochs=5, random_state=0).fit(bars(200))
    total = logsumexp(rbm.score_samples(states(9)))
    assert total == pytest.approx(0, abs=1e-4)


def test_gaussian_density_integrates_to_one_in_data_units():
    X = np.random.default_rng(0).normal(3.0, 2.0, size=(300, 1))
    rbm = RBM(
        n_components=3, visible_units="gaussian", max_epochs=5, random_state=0
    ).fit(X)
    grid = np.linspace(-30, 40, 4001)[:, None]
    densities = np.exp(rbm.score_samples(grid))
    assert np.trapezoid(densities, grid[:, 0]) == pytest.approx(1, abs=1e-3)


def test_learning_raises_the_likelihood_up_to_that_of_the_true_density():
    X = bars(500)
    rbm = RBM(
        n_components=8,
        learning_rate=0.1,
        max_epochs=100,
        n_gibbs_steps=5,
        random_state=0,
    )
    first = RBM(n_components=8, max_epochs=1, random_state=0).fit(X)
    truth = -3 * np.log(2)  # eight images with equal probabilities
    found = rbm.fit(X).score_samples(bars(200, seed=1)).mean()
    assert first.score_samples(X).mean() < -5
    assert truth - 0.5 < found <= truth + 0.1


def test_persistent_chains_learn_a_density_as_good_as_that_of_cd1():
    # With the momentum of CD-1, weights and chains oscillate: the density is then
    # worse than that of independent pixels, -9 log 2.
    X, new = bars(500), bars(200, seed=1)
    found = {}
    for persistent in (False, True):
        rbm = RBM(n_components=8, max_epochs=60, random_state=0, persistent=persistent)
        found[persistent] = rbm.fit(X).score_samples(new).mean()
    assert found[True] > found[False] - 0.1
    assert found[True] > -9 * np.log(2) + 2


@pytest.mark.parametrize(
    ("given", "automatic"),
    [
        ({}, (0.1, 0.9, "constant")),
        ({"momentum": 0.5}, (0.1, 0.5, "constant")),
        ({"persistent": True}, (1.0, 0.0, "linear")),
        ({"persistent": True, "momentum": 0.5}, (5 * 0.1, 0.5, "linear")),
        ({"persistent": True, "learning_rate": 0.3}, (0.3, 0.0, "linear")),
        ({"persistent": True, "hidden_units": "relu"}, (0.01, 0.0, "constant")),
    ],
)
def test_auto_settings_depend_on_units_and_chains(given, automatic):
    X = bars(60)
    names = ("learning_rate", "momentum", "schedule")
    explicit = given | dict(zip(names, automatic, strict=True))
    codes = [
        RBM(n_components=4, max_epochs=10, batch_size=20, random_state=0, **each)
        .fit(X)
        .transform(X)
        for each in (given, explicit)
    ]
    np.testing.assert_array_equal(*codes)


def test_samples_are_as_frequent_as_they_are_likely():
    rbm = RBM(n_components=4, max_epochs=30, random_state=0).fit(bars(500))
    drawn = rbm.sample(20_000, n_gibbs_steps=100, random_state=0)
    every = states(9)
    probabilities = np.exp(rbm.score_samples(every))
    codes = drawn @ 2 ** np.arange(8, -1, -1)
    found = np.bincount(codes.astype(int), minlength=512) / len(drawn)
    assert np.abs(found - probabilities).max() < 0.015


def test_annealing_estimates_agree_and_small_machines_are_exact(digits):
    rbm = RBM(n_components=12, max_epochs=5, random_state=0).fit(digits)
    exact = rbm.log_partition()
    assert exact.standard_error == 0
    larger = RBM(n_components=24, max_epochs=5, random_state=0).fit(digits)
    estimates = [
        larger.log_partition(n_chains=50, n_temperatures=500, random_state=seed)
        for seed in (0, 1)
    ]
    assert 0 < estimates[0].standard_error < 1
    assert estimates[0].value == pytest.approx(estimates[1].value, abs=0.5)


def test_likelihood_is_no_worse_than_scikit_learns(digits):
    ours = RBM(n_components=16, max_epochs=20, random_state=0).fit(digits)
    theirs = BernoulliRBM(16, learning_rate=0.1, n_iter=20, random_state=0).fit(digits)
    found = ours.score_samples(digits).mean()
    # Their weights in our machine, whose partition function is exact.
    machine = ours.network_
    for name, values in [
        ("weight", theirs.components_),
        ("hidden_bias", theirs.intercept_hidden_),
        ("visible_bias", theirs.intercept_visible_),
    ]:
        weights = getattr(machine, name)
        weights.copy_(weights.new_tensor(values))
    ours._log_partitions = {}
    assert found > ours.score_samples(digits).mean() - 0.5


def test_likelihoods_follow_the_weights_while_they_change():
    X, found = bars(200), []
    rbm = RBM(n_components=3, max_epochs=3, random_state=0)
    for _ in rbm.fit_epochs(X):
        found.append(logsumexp(rbm.score_samples(states(9))))
    rbm.partial_fit(X)
    found.append(logsumexp(rbm.score_samples(states(9))))
    rbm.set_params(random_state=1).fit(X)
    found.append(logsumexp(rbm.score_samples(states(9))))
    assert found == pytest.approx([0] * 5, abs=1e-4)


def test_likelihoods_do_not_outlast_a_machine_that_diverged():
    X = np.random.default_rng(0).normal(size=(50, 4))
    rbm = RBM(n_components=3, max_epochs=1, random_state=0).fit(X)
    rbm.score_samples(X)
    rbm.set_params(learning_rate=1e38)
    with pytest.raises(TrainingDivergedError):
        rbm.partial_fit(X)
    rbm.set_params(learning_rate=0.1).partial_fit(X)
    again = RBM(n_components=3, learning_rate=0.1, random_state=0).partial_fit(X)
    np.testing.assert_array_equal(rbm.score_samples(X), again.score_samples(X))


def test_likelihoods_of_counts_are_those_of_wider_types():
    # In half precision totals are not exact above 2048.
    X = np.random.default_rng(0).poisson(300, size=(20, 10)).astype(np.float16)
    rbm = RBM(n_components=3, visible_units="counts", max_epochs=1, random_state=0)
    scores = rbm.fit(X).score_samples(X)
    np.testing.assert_array_equal(scores, rbm.score_samples(X.astype(np.float64)))


def test_auto_chooses_the_units_by_the_samples(digits):
    assert RBM(n_components=2, max_epochs=1).fit(digits).visible_units_ == "binary"
    assert (
        RBM(n_components=2, max_epochs=1).fit(digits * 3).visible_units_ == "gaussian"
    )


def test_gaussian_units_do_not_depend_on_units_of_the_data(digits):
    codes = [
        RBM(
            n_components=4, visible_units="gaussian", max_epochs=3, random_state=0
        ).fit_transform(digits * factor + shift)
        for factor, shift in [(1, 0), (1000, -50)]
    ]
    assert np.allclose(*codes, atol=1e-3)


def test_reconstructions_of_counts_keep_the_total_of_each_sample():
    X = np.random.default_rng(0).poisson(2.0, size=(60, 8))
    rbm = RBM(n_components=3, visible_units="counts", max_epochs=5, random_state=0).fit(
        X
    )
    assert np.allclose(rbm.reconstruct(X).sum(axis=1), X.sum(axis=1), rtol=1e-4)
    decoded = rbm.inverse_transform(rbm.transform(X))
    length = X.sum(axis=1).mean()
    assert np.allclose(decoded.sum(axis=1), length, rtol=1e-4)
    assert (rbm.sample(2, n_gibbs_steps=3).sum(axis=1) == round(length)).all()
    assert (rbm.sample(5, total=7, n_gibbs_steps=3).sum(axis=1) == 7).all()
    assert np.isfinite(rbm.score_samples(sparse.csr_array(X))).all()
    with pytest.raises(InvalidParameterError, match="total must be a number with"):
        rbm.log_partition()


@pytest.mark.parametrize("hidden", ["gaussian", "relu"])
def test_other_hidden_units_learn_too(hidden, digits):
    rbm = RBM(n_components=8, hidden_units=hidden, max_epochs=15, random_state=0)
    first = rbm.set_params(max_epochs=1).fit(digits).score(digits)
    assert rbm.set_params(max_epochs=15).fit(digits).score(digits) > first + 0.05


def test_sparsity_target_lowers_activity(digits):
    plain = RBM(n_components=20, max_epochs=10, random_state=0)
    sparse_one = RBM(
        n_components=20,
        max_epochs=10,
        sparsity_target=0.05,
        sparsity_weight=1.0,
        random_state=0,
    )
    activity = [m.fit_transform(digits).mean() for m in (plain, sparse_one)]
    assert activity[1] < 0.6 * activity[0]
    assert activity[1] == pytest.approx(0.05, abs=0.1)


@pytest.mark.parametrize(
    ("visible", "X", "words"),
    [
        ("binary", [[0, 1], [0.5, 2]], r"needs values in \[0, 1\]; column 1 has 2"),
        ("counts", [[0, 1], [-1, 2]], "row 1, column 0 has -1, a negative number"),
        ("counts", [[0, 1], [1, 0.5]], "row 1, column 1 has 0.5, not a whole number"),
        ("counts", [[0, 0], [0, 0]], "needs a count above 0; all counts are 0"),
    ],
)
def test_samples_that_are_invalid_for_the_units_are_named(visible, X, words):
    with pytest.raises(InvalidDataError, match=words):
        RBM(visible_units=visible, n_components=2).fit(X)


def test_columns_of_very_different_variance_give_a_warning():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(50, 40))
    X[:, 3] *= 100
    with pytest.warns(
        UserWarning, match="that of column 3 is .* times the mean of the"
    ):
        RBM(n_components=2, max_epochs=1, learning_rate=1e-6).fit(X)


def test_divergence_is_named_and_leaves_no_model():
    X = np.random.default_rng(0).normal(size=(100, 5))
    rbm = RBM(
        hidden_units="gaussian", learning_rate=1000.0, n_components=3, max_epochs=20
    )
    with pytest.raises(TrainingDivergedError, match=re.escape("Lower learning_rate")):
        rbm.fit(X)
    assert not hasattr(rbm, "network_")


def test_a_loaded_machine_gives_the_same_scores_and_can_be_trained_further(
    digits, tmp_path
):
    rbm = RBM(n_components=6, max_epochs=2, random_state=0).fit(digits)
    save(rbm, tmp_path / "run")
    loaded = load(tmp_path / "run")
    assert np.array_equal(loaded.score_samples(digits), rbm.score_samples(digits))
    before = loaded.score_samples(digits).mean()
    for _ in range(5):
        loaded.partial_fit(digits)
    assert loaded.score_samples(digits).mean() > before


@pytest.mark.parametrize(
    "copied", [copy.deepcopy, lambda rbm: pickle.loads(pickle.dumps(rbm))]
)
def test_a_copy_is_trained_further_like_the_machine_itself(copied, digits):
    rbm = RBM(n_components=6, random_state=0).partial_fit(digits)
    other = copied(rbm)
    for each in (rbm, other):
        each.partial_fit(digits)
    assert np.array_equal(other.transform(digits), rbm.transform(digits))


def test_interpolation_ends_at_the_reconstructions_and_at_the_samples(digits):
    rbm = RBM(n_components=6, max_epochs=2, random_state=0).fit(digits)
    steps = rbm.interpolate(digits[0], digits[1], n_steps=5)
    ends = rbm.reconstruct(digits[:2])
    assert np.allclose(steps.in_code_space[[0, -1]], ends, atol=1e-5)
    assert np.array_equal(steps.in_data_space[[0, -1]], digits[:2])
    middle = digits[:2].mean(axis=0)
    assert np.allclose(steps.in_data_space[2], middle, atol=1e-6)
    with pytest.raises(InvalidParameterError, match="n_steps must be at least 2"):
        rbm.interpolate(digits[0], digits[1], n_steps=1)


def test_an_infinite_distribution_is_reported():
    X = np.random.default_rng(0).normal(size=(20, 3))
    given = {"visible_units": "gaussian", "hidden_units": "gaussian"}
    machine = RBM(
        n_components=1, weight_std=1e30, max_epochs=1, random_state=0, **given
    )
    with pytest.raises(TrainingDivergedError):
        machine.fit(X).score_samples(X)


def test_a_constant_rate_of_persistent_chains_is_not_large():
    X = bars(60)
    codes = [
        RBM(n_components=4, persistent=True, batch_size=20, random_state=0, **given)
        .partial_fit(X)
        .partial_fit(X)
        .transform(X)
        for given in ({}, {"learning_rate": 0.1})
    ]
    np.testing.assert_array_equal(*codes)
