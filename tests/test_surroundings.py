"""What a caller has set in PyTorch and NumPy neither changes results nor is changed."""

import contextlib
import functools
import threading
import warnings

import numpy as np
import pytest
import torch
from checkpoint_runs import bits, labels_for
from numpy.testing import assert_array_equal
from run_folders import samples_for, small

from autoencode import VariationalAutoencoder
from autoencode.estimators import ESTIMATORS
from autoencode.tasks.sensitivity import sensitivities

every_estimator = pytest.mark.parametrize("name", ESTIMATORS)


fitted_once = functools.cache(lambda name: fitted(name))


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


SAMPLING = [name for name, cls in ESTIMATORS.items() if hasattr(cls, "sample")]


@pytest.mark.parametrize("name", SAMPLING)
@pytest.mark.usefixtures("_global_states_are_left")
def test_samples_without_a_seed_differ_and_leave_the_global_random_states(name):
    model = fitted_once(name)
    one, other = (np.asarray(model.sample(5)) for _ in range(2))
    assert (one != other).any()


@contextlib.contextmanager
def default_of_float64():
    torch.set_default_dtype(torch.float64)
    try:
        yield
    finally:
        torch.set_default_dtype(torch.float32)


@contextlib.contextmanager
def autocast_in_inference_mode():
    with torch.autocast("cpu", dtype=torch.bfloat16), torch.inference_mode():
        yield


@contextlib.contextmanager
def no_gradients_in_float64():
    with default_of_float64(), torch.no_grad():
        yield


CONTEXTS = (autocast_in_inference_mode, no_gradients_in_float64)


@every_estimator
@pytest.mark.usefixtures("_global_states_are_left")
def test_a_fit_is_the_same_in_every_context_of_pytorch_and_leaves_its_state(name):
    X = samples_for(small(name))
    X = np.float32(X) if isinstance(X, np.ndarray) else X
    expected = [bits(model) for model in fitted_twice(name, X, contextlib.nullcontext)]
    in_context = fitted_twice(name, X, autocast_in_inference_mode)
    assert [bits(model) for model in in_context] == expected
    # Initial weights are drawn as numbers of the default type.
    for model in fitted_twice(name, X, no_gradients_in_float64):
        tensors = getattr(model, "network_", torch.nn.Identity()).state_dict().values()
        assert {each.dtype for each in tensors if each.is_floating_point()} <= {
            torch.float32
        }


def fitted_twice(name, X, context):
    """Yield a model after a fit in a context, and after further epochs if it has any.

    Of these the first is in the context, and the second is not.
    """
    with context():
        model = fitted(name, X)
    yield model
    if hasattr(model, "partial_fit"):
        with context():
            model.partial_fit(X)
        yield model.partial_fit(X)


METHODS = ("transform", "reconstruct", "score_samples", "predict_proba", "free_energy")


def results(model, X):
    """The results of a model's methods."""
    names = [name for name in METHODS if hasattr(model, name)]
    found = {name: np.asarray(getattr(model, name)(X)) for name in names}
    if hasattr(model, "inverse_transform"):
        found["inverse"] = np.asarray(model.inverse_transform(found["transform"]))
    if hasattr(model, "sample"):
        found["sample"] = np.asarray(model.sample(3, random_state=0))
    return found


@every_estimator
def test_results_are_the_same_in_every_context_of_pytorch(name):
    model = fitted_once(name)
    X = samples_for(model)
    expected = results(model, X)
    for context in CONTEXTS:
        with context():
            found = results(model, X)
        for method, values in expected.items():
            assert_array_equal(found[method], values)


@pytest.mark.parametrize("part", ["network_", "encoder"])
def test_a_network_in_training_mode_gives_the_same_results_and_stays_so(part):
    X = samples_for(small("autoencoder"))
    model = small("autoencoder", dropout=0.5, batch_norm=True).fit(X)
    expected = results(model, X)
    slopes = sensitivities(model, X)
    network = model.network_
    trained = network if part == "network_" else network.encoder
    torch.nn.Sequential(trained).train()
    modes = [module.training for module in network.modules()]
    for method, values in results(model, X).items():
        assert_array_equal(values, expected[method])
    assert_array_equal(sensitivities(model, X).signed, slopes.signed)
    assert [module.training for module in network.modules()] == modes
    network.eval()
    assert_array_equal(model.transform(X), expected["transform"])  # of batch norm


def test_threads_share_a_network_in_training_mode():
    X = np.random.default_rng(0).normal(size=(50, 6))
    model = small("autoencoder", dropout=0.5).fit(X)
    expected = model.transform(X)
    model.network_.train()
    wrong = []

    def transform():
        for _ in range(20):
            if (model.transform(X) != expected).any():
                wrong.append(1)

    threads = [threading.Thread(target=transform) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert all(module.training for module in model.network_.modules())


def test_between_the_epochs_of_a_fit_the_contexts_of_the_caller_hold():
    X = samples_for(small("autoencoder"))
    model = VariationalAutoencoder(max_epochs=2, random_state=0)
    with torch.no_grad():
        for _ in model.fit_epochs(X):
            assert not torch.is_grad_enabled()
    expected = VariationalAutoencoder(max_epochs=2, random_state=0).fit(X)
    assert_array_equal(model.transform(X), expected.transform(X))
