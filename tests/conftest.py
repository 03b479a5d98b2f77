"""Shared fixtures."""

import functools
import gc
import os

import numpy as np
import pytest
import torch
from browser import launched

# Thousands of tests are collected and kept: looking for garbage among them in between
# takes a quarter of the time.
gc.disable()

# Nothing is measured, and nothing written to the user's cache: all tests have the same
# bits.
os.environ["AUTOENCODE_ARITHMETIC"] = "float32"

# Files of tests need not outlive a loss of power. A fit flushes 60 of them, and waits
# for the disk 20 ms each.
os.fsync = os.fstat


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
