"""Stacks of layers written out within a recorded step: the gradients stay the same."""

import copy
import pickle

import numpy as np
import pytest
import torch
from both_steps import CPU, plan_for
from torch import nn

from autoencode.models import MODELS
from autoencode.models.base import BaseAutoencoder
from autoencode.models.learning import optimizers, recorded_step, step_of_fit
from autoencode.nn.mlp import DenseStack
from autoencode.training.devices import Runtime
from autoencode.training.flat import FlatWeights
from autoencode.training.optimizers import OPTIMIZERS
from autoencode.training.steps import DenseStep, Duel, RecordedStep

FAMILY = {
    name: kind for name, kind in MODELS.items() if issubclass(kind, BaseAutoencoder)
}


def trained(kind, **parameters):
    X = np.random.default_rng(0).random((24, 6), dtype=np.float32)
    defaults = {"n_components": 2, "hidden_layer_sizes": (5,), "max_epochs": 1}
    if kind is FAMILY["sparse"]:
        defaults["sparsity"] = "l1"
    model = kind(random_state=0, **defaults | parameters).fit(X)
    model.network_.train()
    return model, torch.from_numpy(X)


def halves(step):
    return (step.own, step.opponent) if isinstance(step, Duel) else (step,)


def step_of(model, dtype=None):
    """A step of the model, with new optimizers."""
    return recorded_step(model, plan_for(Runtime(CPU, dtype)), optimizers(model))


def gradients(model, x, is_written, dtype):
    """Terms and gradients of a step of the model, and of its opponent."""
    found = []
    step = step_of(model, dtype)
    for half in halves(step):
        with half:
            for stack, _ in half.stacks:
                stack.written_out = stack.written_out if is_written else None
            terms = half.set_gradients(x, 0)
        # Some have none, such as a spread that a loss without likelihood does not use.
        slopes = [torch.zeros(1) if w.grad is None else w.grad for w in half.weights]
        found.append((terms, [slope.clone() for slope in slopes]))
    return found


@pytest.mark.parametrize("dtype", [None, torch.bfloat16], ids=["float32", "bfloat16"])
@pytest.mark.parametrize("name", FAMILY)
def test_every_variant_gets_the_gradients_that_autograd_would_find(name, dtype):
    model, x = trained(FAMILY[name])
    state = {key: value.clone() for key, value in model.network_.state_dict().items()}
    recorded = gradients(model, x, False, dtype)
    model.network_.load_state_dict(state)  # a codebook learns besides
    written = gradients(model, x, True, dtype)
    tolerance = 1e-4 if dtype is None else 0.1
    for (terms, ours), (expected, theirs) in zip(written, recorded, strict=True):
        torch.testing.assert_close(terms, expected, rtol=tolerance, atol=1e-6)
        for one, other in zip(ours, theirs, strict=True):
            scale = max(float(other.norm()), 1e-2)
            assert float((one - other).norm()) <= tolerance * scale


def test_stacks_of_most_variants_are_written_out_and_those_of_none_outside_a_step():
    for kind in FAMILY.values():
        model, _ = trained(kind)
        stacks = [m for m in model.network_.modules() if isinstance(m, DenseStack)]
        with step_of_fit(model, plan_for(Runtime(CPU, None))) as step, step:
            if isinstance(step, DenseStep):
                continue
            n_written = sum(each.written_out is not None for each in stacks)
            assert n_written >= 2
        assert all(each.written_out is None for each in stacks)


def test_a_step_leaves_an_opponent_and_its_gradients_alone():
    model, x = trained(FAMILY["adversarial"])
    own, _ = halves(step_of(model))
    model.network_.zero_grad()
    with own:
        own.set_gradients(x, 0)
    opponent = list(model.network_.discriminator.parameters())
    assert all(each.grad is None and each.requires_grad for each in opponent)
    assert all(each.grad is not None for each in model.network_.encoder.parameters())


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_weight_that_its_owner_freezes_stays_as_it_is(optimizer):
    model, x = trained(FAMILY["variational"], optimizer=optimizer)
    model.partial_fit(x.numpy())
    frozen = model.network_.encoder[0].weight.requires_grad_(False)
    before = frozen.detach().clone()
    others = model.network_.encoder[0].bias.detach().clone()
    for _ in range(2):
        model.partial_fit(x.numpy())
    assert torch.equal(frozen, before)
    assert not torch.equal(model.network_.encoder[0].bias, others)
    assert not frozen.requires_grad


def test_an_interrupted_step_freezes_nothing(monkeypatch):
    model, x = trained(FAMILY["adversarial"])

    def stopped(*_):
        raise KeyboardInterrupt

    for hook in ("_loss_terms", "_discriminator_terms"):
        with monkeypatch.context() as patch:
            patch.setattr(type(model), hook, stopped)
            with pytest.raises(KeyboardInterrupt):
                model.partial_fit(x.numpy())
        assert all(each.requires_grad for each in model.network_.parameters())
        assert model.network_.encoder.written_out is None


class Untrained(nn.Module):
    """A part that was trained before, and is used as it is."""

    def __init__(self):
        super().__init__()
        self.known, self.own = nn.Linear(6, 6), nn.Linear(6, 2)

    def forward(self, x):
        with torch.no_grad():
            x = self.known(x)
        return self.own(x)


def test_weights_that_the_loss_does_not_reach_do_not_decay():
    torch.manual_seed(0)
    encoder = Untrained()
    before = encoder.known.weight.detach().clone()
    model, _ = trained(FAMILY["denoising"], encoder=encoder, max_epochs=20)
    assert torch.equal(model.network_.encoder.known.weight, before)


@pytest.mark.parametrize("name", ["contractive", "denoising"])
def test_stacks_within_modules_of_ones_own_are_recorded(name):
    inner, _ = trained(FAMILY["variational"])
    encoder = nn.Sequential(nn.Linear(6, 6), inner.network_.encoder, nn.Linear(4, 2))
    model, _ = trained(FAMILY[name], encoder=encoder)
    with step_of(model) as step:
        assert step.stacks == []


@pytest.mark.parametrize(
    "changed",
    [
        lambda stack: stack.append(nn.Hardtanh()),
        lambda stack: stack.insert(2, nn.Tanh()),
        lambda stack: stack[0].register_forward_hook(lambda *_: None),
        lambda stack: nn.utils.parametrizations.weight_norm(stack[0]),
    ],
    ids=["other module", "two activations", "hook", "parametrized"],
)
def test_a_stack_that_its_owner_changed_is_recorded(changed):
    model, x = trained(FAMILY["variational"])
    changed(model.network_.encoder)
    with step_of(model) as step:
        step(x, 0)
        assert [part for part, _ in step.stacks] == [model.network_.decoder]


def test_a_copy_made_in_the_middle_of_an_epoch_is_complete():
    model, x = trained(FAMILY["variational"])
    with step_of(model):
        copies = [copy.deepcopy(model.network_)]
        copies.append(pickle.loads(pickle.dumps(model.network_)))
    for each in copies:
        assert each.encoder.written_out is None
        assert torch.equal(each.encode(x), model.network_.encode(x))


def test_layers_written_out_are_not_differentiated_twice():
    model, _ = trained(FAMILY["denoising"])
    with step_of(model):
        code = torch.randn(4, 2, requires_grad=True)
        decoded = model.network_.decode(code * 1.0)
        with pytest.raises(RuntimeError, match="twice"):
            torch.autograd.grad(decoded.sum(), code, create_graph=True)


def test_gradients_by_the_samples_can_be_differentiated_again():
    model, x = trained(FAMILY["denoising"])
    with step_of(model) as step:
        assert isinstance(step, RecordedStep)
        x.requires_grad_()
        code = model.network_.encode(x)
        (slope,) = torch.autograd.grad(code.sum(), x, create_graph=True)
        (again,) = torch.autograd.grad(
            slope.square().sum(), model.network_.encoder[0].weight
        )
    assert again.abs().sum() > 0


def test_gradients_set_anew_come_into_the_one_tensor():
    network = nn.Linear(3, 2)
    flat = FlatWeights(network.parameters())
    flat.parameter.grad.fill_(7.0)
    network.weight.grad = torch.arange(6.0).view(2, 3)
    network.bias.grad = None
    flat.gather()
    assert flat.parameter.grad[:6].tolist() == [0, 1, 2, 3, 4, 5]
    assert flat.parameter.grad[16:18].tolist() == [0, 0]
    assert network.weight.grad is flat.gradients[0]
