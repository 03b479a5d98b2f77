"""A step written out is the step that autograd records."""

import copy

import numpy as np
import pytest
import torch
from both_steps import CPU, fitted, gradients_of_both, plan_for
from torch import nn

from autoencode.losses import LOSSES
from autoencode.models.autoencoder import Autoencoder
from autoencode.models.learning import step_of_fit
from autoencode.nn.activations import (
    ACTIVATIONS,
    CODE_ACTIVATIONS,
    DERIVATIVES,
    OUTPUT_ACTIVATIONS,
)
from autoencode.training.devices import Runtime
from autoencode.training.flat import FlatWeights
from autoencode.training.optimizers import OPTIMIZERS
from autoencode.training.steps import RecordedStep


@pytest.mark.parametrize("dtype", [None, torch.bfloat16], ids=["float32", "bfloat16"])
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_gradients_written_out_are_those_recorded(activation, loss, dtype):
    model, x = fitted(activation=activation, loss=loss)
    recorded, written = gradients_of_both(model, x, dtype)
    tolerance = 1e-5 if dtype is None else 0.05
    torch.testing.assert_close(written[0], recorded[0], rtol=tolerance, atol=1e-6)
    for ours, theirs in zip(written[1], recorded[1], strict=True):
        scale = max(float(theirs.norm()), 1e-3)
        assert float((ours - theirs).norm()) <= tolerance * scale


@pytest.mark.parametrize(
    "name", ["sigmoid", "tanh", "relu", "leaky_relu", "softmax", "root_length"]
)
def test_an_output_activation_and_a_code_activation_are_gone_through(name):
    code = name if name in CODE_ACTIVATIONS else "identity"
    output = name if name in OUTPUT_ACTIVATIONS else "auto"
    model, x = fitted(output_activation=output, code_activation=code)
    recorded, written = gradients_of_both(model, x, None)
    for ours, theirs in zip(written[1], recorded[1], strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-5, atol=1e-6)


def test_every_activation_has_a_derivative():
    entries = [*OUTPUT_ACTIVATIONS.values(), *CODE_ACTIVATIONS.values()]
    modules = {type(entry.make(0.1)) for entry in entries}
    assert modules == set(DERIVATIVES)


@pytest.mark.parametrize(
    "parameters",
    [
        {"tied_weights": True},
        {"batch_norm": True},
        {"dropout": 0.2},
        {"encoder": nn.Linear(6, 2)},
        {"encoder": nn.Sequential(nn.Linear(6, 2, bias=False))},
        {"encoder": nn.Sequential(nn.Linear(6, 2), nn.GELU(approximate="tanh"))},
    ],
    ids=str,
)
def test_networks_with_anything_else_in_them_are_recorded(parameters):
    model, _ = fitted(**parameters)
    with step_of_fit(model, plan_for(Runtime(CPU, None))) as step:
        assert isinstance(step, RecordedStep)


@pytest.mark.parametrize("decay", [0.0, 0.1])
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_fit_written_out_gives_the_weights_of_one_recorded(name, decay, monkeypatch):
    parameters = {"optimizer": name, "weight_decay": decay, "learning_rate": 0.01}
    written, _ = fitted(**parameters)
    monkeypatch.setattr(Autoencoder, "_reconstruction_only", False)
    recorded, _ = fitted(**parameters)
    for ours, theirs in zip(
        written.network_.parameters(), recorded.network_.parameters(), strict=True
    ):
        torch.testing.assert_close(ours, theirs, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_copy_goes_on_as_its_original_does(name):
    X = np.random.default_rng(0).random((24, 6), dtype=np.float32)
    model = Autoencoder(optimizer=name, learning_rate=1e-3, random_state=0)
    model.partial_fit(X)
    copied = copy.deepcopy(model)
    before = model.transform(X)
    for each in (model, copied):
        each.partial_fit(X)
    assert not np.array_equal(model.transform(X), before)
    assert np.array_equal(copied.transform(X), model.transform(X))


def test_weights_are_parts_of_one_tensor_and_come_out_again():
    network = nn.Sequential(nn.Linear(3, 5), nn.Linear(5, 2))
    before = [p.detach().clone() for p in network.parameters()]
    flat = FlatWeights(network.parameters())
    assert all(
        torch.equal(p, b) for p, b in zip(network.parameters(), before, strict=True)
    )
    with torch.no_grad():
        flat.parameter.add_(1.0)
    flat.release()
    with torch.no_grad():
        flat.parameter.add_(1.0)
    for parameter, was in zip(network.parameters(), before, strict=True):
        torch.testing.assert_close(parameter.detach(), was + 1)
        assert parameter.grad is None


def test_a_model_left_in_the_middle_of_a_fit_has_weights_of_its_own():
    model, x = fitted(max_epochs=3)
    for _ in model.fit_epochs(x.numpy()):
        copied = copy.deepcopy(model)
        break
    weights = list(model.network_.parameters())
    assert len({w.untyped_storage().data_ptr() for w in weights}) == len(weights)
    assert np.array_equal(copied.transform(x.numpy()), model.transform(x.numpy()))
