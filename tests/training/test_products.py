"""Products by oneDNN equal those by MKL, and so do their gradients."""

import numpy as np
import pytest
import torch
from both_steps import fitted, gradients_of_both
from torch import nn

from autoencode.models.variational import VariationalAutoencoder
from autoencode.training import explicit, products
from autoencode.training.arithmetic import VARIABLE, fast_linear
from autoencode.training.products import FastLinear, linear

needs_onednn = pytest.mark.skipif(
    not hasattr(torch.ops.mkldnn, "_linear_pointwise"),
    reason="this build of PyTorch has no oneDNN",
)


@pytest.fixture
def onednn(monkeypatch):
    """Force oneDNN on, and count its products."""
    calls = []

    def counted(*args):
        calls.append(args)
        return linear(*args)

    monkeypatch.setenv(VARIABLE, "onednn")
    for module in (products, explicit):
        monkeypatch.setattr(module, "linear", counted)
    return calls


@needs_onednn
def test_linear_layers_give_the_same_inside_the_block(onednn):
    torch.manual_seed(0)
    network = nn.Sequential(nn.Linear(400, 300), nn.SiLU(), nn.Linear(300, 20, False))
    x = torch.randn(50, 400)
    with torch.inference_mode():
        expected = network(x)
        with fast_linear(network):
            torch.testing.assert_close(network(x), expected, rtol=1e-5, atol=1e-5)
    assert len(onednn) == 2


@needs_onednn
def test_small_networks_stay_as_they_are(onednn):
    layer = nn.Linear(4, 3)
    with fast_linear(layer):
        layer(torch.randn(2, 4))
    assert not onednn


def test_the_block_leaves_everything_alone_where_onednn_is_not_chosen(monkeypatch):
    monkeypatch.setattr(products, "linear", None)
    layer, x = nn.Linear(500, 300), torch.randn(2, 500)
    expected = layer(x)
    with fast_linear(layer):
        assert torch.equal(layer(x), expected)


def loss_and_gradients(network, x, *, create_graph=False):
    """The sum of squares of the outputs, or of their slopes; its gradients."""
    x = x.clone().requires_grad_()
    loss = network(x).square().sum()
    if create_graph:
        (slope,) = torch.autograd.grad(loss, x, create_graph=True)
        loss = slope.square().sum()
    wanted = [x, *network.parameters()]
    return [loss.detach(), *torch.autograd.grad(loss, wanted, allow_unused=True)]


@needs_onednn
@pytest.mark.parametrize("create_graph", [False, True], ids=["first", "second"])
@pytest.mark.parametrize("bias", [True, False], ids=["bias", "no bias"])
def test_gradients_in_the_block_are_those_of_linear(onednn, bias, create_graph):
    torch.manual_seed(0)
    network = nn.Sequential(
        nn.Linear(400, 300, bias), nn.Tanh(), nn.Linear(300, 20, bias)
    )
    x = 0.1 * torch.randn(50, 400)
    expected = loss_and_gradients(network, x, create_graph=create_graph)
    with FastLinear(True):
        found = loss_and_gradients(network, x, create_graph=create_graph)
    assert len(onednn) > 2  # backward, too
    for ours, theirs in zip(found, expected, strict=True):
        if theirs is None:
            assert ours is None
        else:
            scale = float(theirs.abs().max()) + 1e-6
            torch.testing.assert_close(ours / scale, theirs / scale, rtol=0, atol=1e-4)


@needs_onednn
def test_a_fit_by_autograd_uses_onednn_and_gives_the_same(onednn, monkeypatch):
    X = np.random.default_rng(0).random((64, 300), dtype=np.float32)
    parameters = {"hidden_layer_sizes": (600,), "max_epochs": 2, "random_state": 0}
    found = VariationalAutoencoder(**parameters).fit(X)
    n_products = len(onednn)
    monkeypatch.setenv(VARIABLE, "float32")
    expected = VariationalAutoencoder(**parameters).fit(X)
    assert len(onednn) == n_products > 30
    losses = [model.history_[-1]["loss"] for model in (found, expected)]
    assert losses[0] == pytest.approx(losses[1], rel=1e-4)


@needs_onednn
def test_bfloat16_and_matrices_of_other_types_are_left_alone(onednn):
    layer = nn.Linear(500, 300)
    with FastLinear(True), torch.autocast("cpu", torch.bfloat16):
        assert layer(torch.randn(2, 500)).dtype == torch.bfloat16
    with FastLinear(True):
        assert layer(torch.randn(2, 3, 500)).shape == (2, 3, 300)
        assert nn.Linear(500, 3).double()(torch.randn(2, 500).double()).shape == (2, 3)
    assert not onednn


@needs_onednn
def test_gradients_of_an_explicit_step_are_the_same_by_onednn(onednn):
    model, x = fitted()
    (_, expected), _ = gradients_of_both(model, x, None)
    assert not onednn
    _, (_, gradients) = gradients_of_both(model, x, None, uses_onednn=True)
    assert onednn
    for ours, theirs in zip(gradients, expected, strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-4, atol=1e-6)


def test_codes_do_not_depend_on_how_many_rows_are_asked_for():
    model, x = fitted(max_epochs=2)
    X = x.numpy()
    parts = np.concatenate([model.transform(X[:7]), model.transform(X[7:])])
    np.testing.assert_allclose(model.transform(X), parts, rtol=1e-4, atol=1e-5)
