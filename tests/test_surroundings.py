"""What a caller has set in PyTorch and NumPy neither changes results nor is changed."""

import warnings

import numpy as np
import pytest
import torch
from checkpoint_runs import labels_for
from numpy.testing import assert_array_equal
from run_folders import samples_for, small

from autoencode.estimators import ESTIMATORS

every_estimator = pytest.mark.parametrize("name", ESTIMATORS)


def fitted(name, X=None):
    """A tiny fitted estimator of the table."""
    model = small(name)
    X = samples_for(model) if X is None else X
    y = labels_for(model, X)
    with warnings.catch_warnings(action="ignore"):  # fitted too briefly
        return model.fit(X, *([] if y is None else [y]))


@pytest.fixture
def _global_states_are_left():
    torch.manual_seed(7)
    np.random.seed(7)  # noqa: NPY002
    of_torch = torch.random.get_rng_state()
    of_numpy = np.random.get_state()[1:3]  # noqa: NPY002
    yield
    assert torch.equal(torch.random.get_rng_state(), of_torch)
    for after, before in zip(np.random.get_state()[1:3], of_numpy, strict=True):  # noqa: NPY002
        assert_array_equal(after, before)


@every_estimator
@pytest.mark.usefixtures("_global_states_are_left")
def test_a_fit_leaves_the_global_random_states(name):
    fitted(name)


SAMPLING = [name for name, cls in ESTIMATORS.items() if hasattr(cls, "sample")]


@pytest.mark.parametrize("name", SAMPLING)
@pytest.mark.usefixtures("_global_states_are_left")
def test_samples_without_a_seed_differ_and_leave_the_global_random_states(name):
    model = fitted(name)
    one, other = (np.asarray(model.sample(5)) for _ in range(2))
    assert (one != other).any()
