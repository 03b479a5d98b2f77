"""Shared fixtures."""

import os

# Small products are slower with several threads, and several processes have tests at
# once. NumPy and PyTorch read it when they are imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import functools
import gc
import inspect
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from browser import launched
from sklearn.base import BaseEstimator
from sklearn.utils import _pprint

# Thousands of tests are collected and kept: looking for garbage among them in between
# takes a quarter of the time.
gc.disable()

# Nothing is measured, and nothing written to the user's cache: all tests have the same
# bits.
os.environ["AUTOENCODE_ARITHMETIC"] = "float32"

# Files of tests need not outlive a loss of power. A fit flushes 60 of them, and waits
# for the disk 20 ms each.
os.fsync = os.fstat

# scikit-learn reads the parameters of a class from its constructor for each copy of an
# estimator, and for each name of a test: a tenth of the time of a small fit.
NAMES = functools.cache(BaseEstimator._get_param_names.__func__)
BaseEstimator._get_param_names = classmethod(lambda cls: [*NAMES(cls)])
SIGNATURE = functools.cache(inspect.signature)
_pprint.inspect = SimpleNamespace(
    signature=lambda init: SIGNATURE(getattr(init, "__func__", init)),
    _empty=inspect._empty,
)


def pytest_collection_finish():
    """Collect garbage again, without going through the tests and modules each time."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture
def X():
    """Return forty samples of six features near a plane."""
    rng = np.random.default_rng(0)
    plane = rng.normal(size=(40, 2)) @ rng.normal(size=(2, 6))
    return plane + 0.1 * rng.normal(size=(40, 6))


@pytest.fixture(autouse=True)
def _threads_are_left_as_they_were():
    """Fail a test after which PyTorch has another number of threads.

    Two threads of each of two processes on two cores wait for each other: all tests
    after it took several times as long.
    """
    before = torch.get_num_threads()
    yield
    after = torch.get_num_threads()
    torch.set_num_threads(before)
    assert after == before


@pytest.fixture(scope="module", autouse=True)
def _few_normal_samples(request):
    """Compare clusters with two sets of normal samples, in place of 19.

    These are most of the time of a fit of clusters. A module of tests of the separation
    has ``COMPARES_CLUSTERS = True``.
    """
    with pytest.MonkeyPatch.context() as patch:
        if not getattr(request.module, "COMPARES_CLUSTERS", False):
            patch.setattr("autoencode.tasks.cluster_stability.N_NORMAL", 2)
        yield


@pytest.fixture(scope="session")
def _operations_are_read_once():
    """Keep PyTorch's tables of operations, of ONNX too, which each export reads.

    Exporting small models takes half as long.
    """
    from torch._export import utils
    from torch.onnx._internal.exporter._registration import ONNXRegistry

    real = ONNXRegistry.from_torchlib
    with pytest.MonkeyPatch.context() as patch:
        once = functools.cache(lambda cls, **given: real(**given))
        patch.setattr(ONNXRegistry, "from_torchlib", classmethod(once))
        read = functools.cache(utils._materialize_cpp_cia_ops)
        patch.setattr(utils, "_materialize_cpp_cia_ops", read)
        yield


@pytest.fixture(scope="module")
def browser():
    """Debian's chromium, which a module's tests share."""
    with launched() as started:
        yield started
