"""Steps: explicit gradients are autograd's, and only the right weights change."""

import copy
import pickle

import numpy as np
import pytest
import torch
from both_steps import CPU, fitted, gradients_of_both, plan_for
from torch import nn

from autoencode.losses import LOSSES
from autoencode.models import MODELS
from autoencode.models.autoencoder import Autoencoder
from autoencode.models.base import BaseAutoencoder
from autoencode.models.denoising import DenoisingAutoencoder
from autoencode.models.learning import (
    autograd_step,
    explicit_parts,
    optimizers,
    step_of_fit,
)
from autoencode.models.mixed import MixedAutoencoder
from autoencode.nn.activations import (
    ACTIVATIONS,
    CODE_ACTIVATIONS,
    DERIVATIVES,
    OUTPUT_ACTIVATIONS,
)
from autoencode.nn.dropout import NoisySigmoid
from autoencode.nn.mlp import LinearSkip
from autoencode.training.devices import Runtime
from autoencode.training.optimizers import OPTIMIZERS
from autoencode.training.steps import AdversarialStep, AutogradStep, ExplicitStep

EXPLICIT = [name for name, loss in LOSSES.items() if loss.mean_with_gradient]


@pytest.mark.parametrize("dtype", [None, torch.bfloat16], ids=["float32", "bfloat16"])
@pytest.mark.parametrize("loss", EXPLICIT)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_explicit_gradients_are_those_of_autograd(activation, loss, dtype):
    model, x = fitted(activation=activation, loss=loss)
    expected, found = gradients_of_both(model, x, dtype)
    tolerance = 1e-5 if dtype is None else 0.1
    torch.testing.assert_close(found[0], expected[0], rtol=tolerance, atol=1e-6)
    for ours, theirs in zip(found[1], expected[1], strict=True):
        scale = max(float(theirs.norm()), 1e-3)
        assert float((ours - theirs).norm()) <= tolerance * scale


@pytest.mark.parametrize(
    "name", ["sigmoid", "tanh", "relu", "leaky_relu", "softmax", "root_length"]
)
def test_an_output_activation_and_a_code_activation_are_gone_through(name):
    code = name if name in CODE_ACTIVATIONS else "identity"
    output = name if name in OUTPUT_ACTIVATIONS else "auto"
    model, x = fitted(output_activation=output, code_activation=code)
    expected, found = gradients_of_both(model, x, None)
    for ours, theirs in zip(found[1], expected[1], strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("n_layers", [1, 3])
def test_linear_paths_are_gone_through(n_layers):
    model, x = fitted(linear_skip=True, hidden_layer_sizes=(5,) * n_layers)
    with torch.no_grad():  # not as PCA, where gradients are rounding errors
        for weights in model.network_.parameters():
            weights.copy_(torch.randn(weights.shape, generator=torch.manual_seed(0)))
    expected, found = gradients_of_both(model, x, None)
    torch.testing.assert_close(found[0], expected[0], rtol=1e-5, atol=1e-6)
    for ours, theirs in zip(found[1], expected[1], strict=True):
        assert float((ours - theirs).norm()) <= 1e-5 * float(theirs.norm())


def noisy(**levels):
    X = np.random.default_rng(0).random((24, 6), dtype=np.float32)
    own = {"hidden_layer_sizes": (5,), "max_epochs": 1, "random_state": 0} | levels
    return DenoisingAutoencoder(**own).fit(X), torch.from_numpy(X)


def table_with_gaps(n_numbers, category_sizes, *, has_flags):
    """A model of mixed rows, some of whose cells are missing, and the rows."""
    rng = np.random.default_rng(0)
    numbers = rng.normal(size=(24, n_numbers))
    is_missing = rng.random(numbers.shape) < 0.3 * has_flags
    parts = [np.where(is_missing, 0, numbers)]
    parts += [is_missing] if has_flags else []
    for size in category_sizes:
        one_hot = np.eye(size)[rng.integers(0, size, 24)]
        parts.append(one_hot * (rng.random((24, 1)) < 0.8))
    X = np.concatenate(parts, axis=1).astype(np.float32)
    model = MixedAutoencoder(
        n_components=2,
        n_numbers=n_numbers,
        category_sizes=category_sizes,
        category_weight=0.7,
        hidden_layer_sizes=(5,),
        max_epochs=1,
        random_state=0,
    )
    return model.fit(X), torch.from_numpy(X)


@pytest.mark.parametrize(
    "make",
    [
        lambda: noisy(mask_fraction=0.3, noise_std=0.2),
        lambda: noisy(mask_fraction=0.3, loss="cross_entropy"),
        lambda: noisy(mask_fraction=0.3, output_activation="sigmoid"),
        lambda: table_with_gaps(3, (3, 2), has_flags=True),
        lambda: table_with_gaps(4, (), has_flags=False),
        lambda: table_with_gaps(0, (3, 4), has_flags=False),
    ],
    ids=["denoising", "logits", "sigmoid", "mixed", "numbers", "categories"],
)
def test_explicit_steps_have_the_noise_and_the_losses_of_autograd(make):
    model, x = make()
    expected, found = gradients_of_both(model, x, None)
    torch.testing.assert_close(found[0], expected[0], rtol=1e-5, atol=1e-6)
    for ours, theirs in zip(found[1], expected[1], strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-5, atol=1e-6)


def test_the_loss_terms_of_explicit_steps_have_the_names_of_those_of_autograd():
    model, x = table_with_gaps(3, (3, 2), has_flags=True)
    assert list(model._loss_terms(model.network_, x, torch.Generator())) == list(
        model._objective().names
    )
    assert {"numbers", "categories"} <= set(model.history_[-1])


@pytest.mark.parametrize(
    "level", [{"mask_fraction": (0.1, 0.4)}, {"salt_fraction": 0.1}]
)
def test_noise_that_needs_more_than_the_output_uses_autograd(level):
    model, _ = noisy(**level)
    assert explicit_parts(model, plan_for(Runtime(CPU, None))) is None


def test_every_activation_without_noise_has_a_derivative():
    entries = [*OUTPUT_ACTIVATIONS.values(), *CODE_ACTIVATIONS.values()]
    modules = {type(entry.make(0.1)) for entry in entries}
    assert modules - {NoisySigmoid} == set(DERIVATIVES)


@pytest.mark.parametrize(
    "parameters",
    [
        {"tied_weights": True},
        {"batch_norm": True},
        {"layer_norm": True},
        {"dropout": 0.2},
        {"code_activation": "noisy_sigmoid"},
        {"encoder": nn.Linear(6, 2)},
        {"encoder": nn.Sequential(nn.Linear(6, 2, bias=False))},
        {"encoder": nn.Sequential(nn.Linear(6, 2), nn.GELU(approximate="tanh"))},
    ],
    ids=str,
)
def test_networks_with_anything_else_in_them_use_autograd(parameters):
    model, _ = fitted(**parameters)
    with step_of_fit(model, plan_for(Runtime(CPU, None))) as step:
        assert isinstance(step, AutogradStep)


@pytest.mark.parametrize(("width", "kind"), [(100, ExplicitStep), (500, AutogradStep)])
def test_small_networks_have_explicit_gradients_and_large_ones_autograd(width, kind):
    X = np.random.default_rng(0).random((20, 400), dtype=np.float32)
    model = Autoencoder(hidden_layer_sizes=(width,), max_epochs=1, linear_skip=False)
    model.fit(X)
    with step_of_fit(model, plan_for(Runtime(CPU, None))) as step:
        assert type(step) is kind


@pytest.mark.parametrize("decay", [0.0, 0.1])
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_an_explicit_fit_gives_the_weights_of_one_by_autograd(name, decay, monkeypatch):
    parameters = {"optimizer": name, "weight_decay": decay, "learning_rate": 0.01}
    explicit, _ = fitted(**parameters)
    monkeypatch.setattr(Autoencoder, "_reconstruction_only", False)
    by_autograd, _ = fitted(**parameters)
    for ours, theirs in zip(
        explicit.network_.parameters(), by_autograd.network_.parameters(), strict=True
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


def test_a_model_left_in_the_middle_of_a_fit_has_weights_of_its_own():
    model, x = fitted(max_epochs=3)
    for _ in model.fit_epochs(x.numpy()):
        copied = copy.deepcopy(model)
        break
    weights = list(model.network_.parameters())
    assert len({w.untyped_storage().data_ptr() for w in weights}) == len(weights)
    assert np.array_equal(copied.transform(x.numpy()), model.transform(x.numpy()))


FAMILY = {
    name: kind for name, kind in MODELS.items() if issubclass(kind, BaseAutoencoder)
}


def trained(kind, **parameters):
    X = np.random.default_rng(0).random((24, 6), dtype=np.float32)
    defaults = {"n_components": 2, "hidden_layer_sizes": (5,), "max_epochs": 1}
    if kind is FAMILY["autoencoder"]:
        defaults["linear_skip"] = False
    if kind is FAMILY["sparse"]:
        defaults["sparsity"] = "l1"
    model = kind(random_state=0, **defaults | parameters).fit(X)
    model.network_.train()
    return model, torch.from_numpy(X)


def parts(step):
    is_adversarial = isinstance(step, AdversarialStep)
    return (step.model, step.discriminator) if is_adversarial else (step,)


def step_of(model, dtype=None):
    """A step of the model, with new optimizers."""
    plan = plan_for(Runtime(CPU, dtype))
    return autograd_step(model, plan, optimizers(model), model.network_)


def test_a_step_leaves_a_discriminator_and_its_gradients_alone():
    model, x = trained(FAMILY["adversarial"])
    own, _ = parts(step_of(model))
    model.network_.zero_grad()
    with own:
        own.set_gradients(x, 0)
    discriminator = list(model.network_.discriminator.parameters())
    assert all(each.grad is None and each.requires_grad for each in discriminator)
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


@pytest.mark.parametrize("name", ["autoencoder", "variational"])
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_weight_that_is_frozen_between_epochs_stays_as_it_is(optimizer, name):
    X = np.random.default_rng(0).normal(size=(60, 6)).astype(np.float32)
    settings = {"optimizer": optimizer, "weight_decay": 1e-3, "validation_fraction": 0}
    model = FAMILY[name](max_epochs=3, random_state=0, **settings)
    epochs = model.fit_epochs(X)
    next(epochs)
    part = model.network_.encoder
    layer = part.hidden[0] if isinstance(part, LinearSkip) else part[0]
    layer.weight.requires_grad_(False)
    weight, bias = layer.weight.detach().clone(), layer.bias.detach().clone()
    assert len(list(epochs)) == 2
    assert torch.equal(layer.weight, weight)
    assert not torch.equal(layer.bias, bias)


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
def test_a_network_that_its_owner_changed_uses_autograd(changed):
    model, _ = trained(FAMILY["autoencoder"])
    plan = plan_for(Runtime(CPU, None))
    assert explicit_parts(model, plan) is not None
    changed(model.network_.encoder)
    assert explicit_parts(model, plan) is None


@pytest.mark.parametrize("place", ["encoder", "encoder.skip", "decoder.hidden.0"])
def test_a_hook_on_a_part_with_a_linear_path_is_called(place):
    model, _ = fitted(linear_skip=True)
    plan = plan_for(Runtime(CPU, None))
    assert explicit_parts(model, plan) is not None
    model.network_.get_submodule(place).register_forward_hook(lambda *_: None)
    assert explicit_parts(model, plan) is None


def test_a_copy_made_in_the_middle_of_an_epoch_is_complete():
    model, x = trained(FAMILY["variational"])
    with step_of(model):
        copies = [copy.deepcopy(model.network_)]
        copies.append(pickle.loads(pickle.dumps(model.network_)))
    for each in copies:
        assert torch.equal(each.encode(x), model.network_.encode(x))
