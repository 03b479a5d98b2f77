"""PyTorch's operations are read once: exporting small models takes half as long."""

import functools

import pytest


@pytest.fixture(scope="session", autouse=True)
def _operations_are_read_once():
    """Keep the tables of operations, of ONNX and its own, which each export reads."""
    from torch._export import utils
    from torch.onnx._internal.exporter._registration import ONNXRegistry

    real = ONNXRegistry.from_torchlib
    with pytest.MonkeyPatch.context() as patch:
        once = functools.cache(lambda cls, **given: real(**given))
        patch.setattr(ONNXRegistry, "from_torchlib", classmethod(once))
        read = functools.cache(utils._materialize_cpp_cia_ops)
        patch.setattr(utils, "_materialize_cpp_cia_ops", read)
        yield
