"""PyTorch's optimizers, without its compiler."""

import sys

import numpy as np
import pytest
import torch
from torch.testing import assert_close

from autoencode import RBM, Autoencoder
from autoencode.training import eager
from autoencode.training.optimizers import OPTIMIZERS


@pytest.fixture
def _no_compiler(monkeypatch):
    """Let each import of PyTorch's compiler fail, also where it is imported already."""
    monkeypatch.setitem(sys.modules, "torch._dynamo", None)


@pytest.mark.usefixtures("_no_compiler")
@pytest.mark.filterwarnings("ignore")  # of so small a fit
@pytest.mark.parametrize("name", [*OPTIMIZERS, "of a machine"])
def test_no_fit_imports_the_compiler_of_pytorch(name):
    X = np.random.default_rng(0).uniform(size=(20, 3))
    if name == "of a machine":
        RBM(n_components=1, max_epochs=1).fit(X)
    else:
        Autoencoder(n_components=1, max_epochs=2, optimizer=name).fit(X)


@pytest.mark.usefixtures("_no_compiler")
def test_pytorch_itself_imports_it_in_each_step():
    weight = torch.nn.Parameter(torch.ones(2))
    with pytest.raises(ImportError, match="_dynamo"):
        torch.optim.AdamW([weight], lr=0.1).step()


@pytest.mark.parametrize("name", ["AdamW", "Adam", "SGD", "Muon"])
def test_steps_are_those_of_pytorch(name):
    weights = []
    for source in (eager, torch.optim):
        weight = torch.nn.Parameter(torch.arange(6.0).reshape(2, 3))
        optimizer = getattr(source, name)([weight], lr=0.1, weight_decay=0.1)
        for _ in range(3):
            optimizer.zero_grad()
            weight.square().sum().backward()
            optimizer.step()
            state = optimizer.state_dict()
            optimizer.load_state_dict(state)
        weights.append(weight)
    assert_close(*weights, rtol=0, atol=0)


@pytest.mark.parametrize("name", ["AdamW", "Adam"])
def test_fused_steps_of_several_groups_are_those_of_pytorch(name):
    found = []
    for source in (eager, torch.optim):
        draw = torch.Generator().manual_seed(0)
        weights = [
            torch.nn.Parameter(torch.randn(shape, generator=draw))
            for shape in ((5, 7), (7,), (3,))
        ]
        groups = [
            {"params": weights[:2], "weight_decay": 0.1},
            {"params": weights[2:], "weight_decay": 0.0},
        ]
        optimizer = getattr(source, name)(groups, lr=0.01, fused=True)
        for step in range(6):
            for weight in weights:
                weight.grad = torch.randn(weight.shape, generator=draw)
            if step % 2:  # as of a weight that a step does not use
                weights[0].grad = weights[2].grad = None
            optimizer.step()
        found.append((weights, optimizer.state_dict()))
    assert_close(*found, rtol=0, atol=0)
