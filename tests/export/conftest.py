"""ONNX operations are read once: exporting small models takes half as long."""

import functools

import pytest
from torch.onnx._internal.exporter._registration import ONNXRegistry


@pytest.fixture(scope="session", autouse=True)
def _operations_are_read_once():
    """Keep PyTorch's table of ONNX operations, which each export reads anew."""
    real = ONNXRegistry.from_torchlib
    with pytest.MonkeyPatch.context() as patch:
        once = functools.cache(lambda cls, **given: real(**given))
        patch.setattr(ONNXRegistry, "from_torchlib", classmethod(once))
        yield
