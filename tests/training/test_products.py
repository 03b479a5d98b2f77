"""Products by oneDNN are the products by MKL."""

import numpy as np
import pytest
import torch
from both_steps import fitted, gradients_of_both
from torch import nn

from autoencode.training import devices, products, written
from autoencode.training.devices import has_avx512_without_mkl
from autoencode.training.products import FastLinear, linear

needs_onednn = pytest.mark.skipif(
    not hasattr(torch.ops.mkldnn, "_linear_pointwise"),
    reason="this build of PyTorch has no oneDNN",
)


@pytest.fixture
def onednn(monkeypatch):
    """Say that oneDNN is the faster here, and count its products."""
    calls = []

    def counted(*args):
        calls.append(args)
        return linear(*args)

    for module in (products, written):
        monkeypatch.setattr(module, "onednn_is_faster", lambda: True)
        monkeypatch.setattr(module, "linear", counted)
    return calls


@needs_onednn
def test_linear_layers_give_the_same_inside_the_block(onednn):
    torch.manual_seed(0)
    network = nn.Sequential(nn.Linear(400, 300), nn.SiLU(), nn.Linear(300, 20, False))
    x = torch.randn(50, 400)
    with torch.inference_mode():
        expected = network(x)
        with FastLinear(network):
            torch.testing.assert_close(network(x), expected, rtol=1e-5, atol=1e-5)
    assert len(onednn) == 2


@needs_onednn
def test_small_networks_stay_as_they_are(onednn):
    layer = nn.Linear(4, 3)
    with FastLinear(layer):
        layer(torch.randn(2, 4))
    assert not onednn


def test_the_block_leaves_everything_alone_where_onednn_is_not_faster(monkeypatch):
    monkeypatch.setattr(products, "onednn_is_faster", lambda: False)
    layer, x = nn.Linear(500, 300), torch.randn(2, 500)
    expected = layer(x)
    with FastLinear(layer):
        assert torch.equal(layer(x), expected)


@needs_onednn
def test_gradients_of_a_written_step_are_the_same_by_onednn(onednn):
    model, x = fitted()
    (_, expected), _ = gradients_of_both(model, x, None)
    _, (_, gradients) = gradients_of_both(model, x, None)
    assert onednn
    for ours, theirs in zip(gradients, expected, strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-4, atol=1e-6)


def test_a_limit_on_onednns_instructions_is_kept(monkeypatch):
    monkeypatch.setenv("ONEDNN_MAX_CPU_ISA", "AVX2")
    devices.has_avx512_without_mkl.cache_clear()
    try:
        assert not has_avx512_without_mkl()
    finally:
        devices.has_avx512_without_mkl.cache_clear()


def test_codes_do_not_depend_on_how_many_rows_are_asked_for():
    model, x = fitted(max_epochs=2)
    X = x.numpy()
    parts = np.concatenate([model.transform(X[:7]), model.transform(X[7:])])
    np.testing.assert_allclose(model.transform(X), parts, rtol=1e-4, atol=1e-5)
