"""Dense networks: sizes, mirror image, order of layers, first weights."""

import copy

import pytest
import torch
from torch import nn

from autoencode.nn import NETWORKS
from autoencode.nn.activations import ACTIVATIONS, CODE_ACTIVATIONS
from autoencode.nn.initialization import WEIGHT_INITS, initialize
from autoencode.nn.mlp import Layers, default_widths, even_widths, one_layer


def build(n_features=12, n_components=2, **changes):
    layers = Layers(**({"hidden_layer_sizes": (9, 5)} | changes))
    return NETWORKS["dense"].build(n_features, n_components, layers)


def linears(module):
    return [m for m in module.modules() if isinstance(m, nn.Linear)]


def test_the_decoder_mirrors_every_layer_of_the_encoder():
    network = build(hidden_layer_sizes=tuple(range(11, 2, -1)))
    encoder = [(m.in_features, m.out_features) for m in linears(network.encoder)]
    decoder = [(m.out_features, m.in_features) for m in linears(network.decoder)]
    assert len(encoder) == 10
    assert decoder[::-1] == encoder


def test_batch_norm_and_dropout_follow_the_activation():
    network = build(activation="relu", batch_norm=True, dropout=0.3)
    kinds = [type(layer).__name__ for layer in network.encoder]
    block = ["Linear", "ReLU", "BatchNorm1d", "Dropout"]
    assert kinds == [*block, *block, "Linear"]
    assert [type(layer).__name__ for layer in network.decoder] == kinds


def test_layer_norm_follows_the_activation():
    network = build(activation="relu", layer_norm=True)
    kinds = [type(layer).__name__ for layer in network.encoder]
    assert kinds == [*["Linear", "ReLU", "LayerNorm"] * 2, "Linear"]
    assert [type(layer).__name__ for layer in network.decoder] == kinds


def test_the_code_has_its_own_activation():
    network = build(activation="relu", code_activation="leaky_relu", negative_slope=0.2)
    last = network.encoder[-1]
    assert isinstance(last, nn.LeakyReLU)
    assert last.negative_slope == 0.2
    assert isinstance(network.decoder[-1], nn.Linear)


def test_tied_weights_are_the_encoders_transposed_and_stored_once():
    network = build(tied_weights=True)
    free = build(tied_weights=False)
    tied_names = {name for name in network.state_dict() if name.endswith("weight")}
    assert all(name.startswith("encoder") for name in tied_names)
    assert len(tied_names) == len(linears(free)) // 2
    weight = linears(network.encoder)[-1].weight
    code = torch.randn(3, 2)
    expected = code @ weight + network.decoder[0].bias
    torch.testing.assert_close(network.decoder[0](code), expected)


def test_a_copy_of_a_tied_network_is_tied_to_itself():
    network = build(tied_weights=True)
    other = copy.deepcopy(network)
    x = torch.randn(4, 12)
    before = other.decode(other.encode(x))
    with torch.no_grad():
        for weights in network.parameters():
            weights.zero_()
    torch.testing.assert_close(other.decode(other.encode(x)), before)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_activation_keeps_the_shape_and_has_a_gradient(name):
    network = build(activation=name)
    network.decode(network.encode(torch.randn(4, 12))).sum().backward()
    assert all(weights.grad.isfinite().all() for weights in network.parameters())


def test_clipped_outputs_keep_to_their_bounds_and_find_a_way_back():
    clip = ACTIVATIONS["clip"].make(0.0)
    z = torch.tensor([-2.0, 0.25, 3.0], requires_grad=True)
    clip(z).sum().backward()
    torch.testing.assert_close(z.grad, torch.tensor([0.01, 1.0, 0.01]))
    clip.eval()
    torch.testing.assert_close(clip(z.detach()), torch.tensor([0.0, 0.25, 1.0]))


def test_the_root_of_a_codes_length_leaves_its_direction():
    root = CODE_ACTIVATIONS["root_length"].make(0.0)
    code = torch.randn(5, 16, generator=torch.Generator().manual_seed(0))
    for size in (0.5, 1.0, 16.0):
        found = root(size * code)
        length = (size * code).norm(dim=1) / 4  # in units of that of a usual code
        torch.testing.assert_close(
            found.norm(dim=1) / 4, length**0.25, rtol=1e-3, atol=0
        )
        torch.testing.assert_close(
            nn.functional.cosine_similarity(found, code), torch.ones(5)
        )
    assert torch.equal(root(torch.zeros(1, 16)), torch.zeros(1, 16))


def test_noise_before_the_logistic_function_is_for_training_alone():
    layer = CODE_ACTIVATIONS["noisy_sigmoid"].make(0.0)
    layer.generator = torch.Generator().manual_seed(0)
    z = torch.zeros(2000)
    noisy = layer(z).logit()
    assert noisy.std() == pytest.approx(4, rel=0.05)
    assert noisy.mean() == pytest.approx(0, abs=0.3)
    assert torch.equal(layer.eval()(z), torch.full((2000,), 0.5))


@pytest.mark.parametrize("name", WEIGHT_INITS)
def test_biases_start_at_zero_and_weights_do_not(name):
    layer = nn.Linear(50, 20)
    initialize(layer, "relu", name, negative_slope=0.01)
    assert not layer.bias.any()
    assert layer.weight.std() > 0


def test_auto_takes_he_before_relu_and_xavier_before_tanh():
    torch.manual_seed(0)
    layer = nn.Linear(1000, 500)
    initialize(layer, "relu", "auto", negative_slope=0.01)
    assert layer.weight.var().item() == pytest.approx(2 / 1000, rel=0.02)
    initialize(layer, "tanh", "auto", negative_slope=0.01)
    assert layer.weight.var().item() == pytest.approx(2 / 1500, rel=0.02)


def test_he_keeps_the_variance_through_relu_layers():
    # He et al. (2015): the second moment of the signal is the same at every depth.
    torch.manual_seed(0)
    signal = torch.randn(2000, 256)
    start = signal.square().mean()
    for _ in range(10):
        layer = nn.Linear(256, 256)
        initialize(layer, "relu", "auto", negative_slope=0.01)
        signal = layer(torch.relu(signal) if _ else signal)
    assert 0.5 < (signal.square().mean() / (2 * start)).item() < 2


def test_dropout_does_not_make_the_signal_grow_with_depth():
    torch.manual_seed(0)
    sizes = {"n_features": 256, "n_components": 256}
    network = build(
        **sizes, hidden_layer_sizes=(256,) * 20, activation="relu", dropout=0.5
    )
    x = torch.randn(500, 256)
    ratio = network.encode(x).square().mean() / x.square().mean()
    assert 0.1 < ratio.item() < 10


def test_a_module_with_a_forward_of_its_own_is_no_single_layer():
    class Bent(nn.Module):
        def __init__(self):
            super().__init__()
            self.linear = nn.Linear(12, 2)

        def forward(self, x):
            return torch.tanh(self.linear(x))

    linear = nn.Linear(12, 2)
    assert one_layer(nn.Sequential(linear, nn.Tanh())).linear is linear
    assert one_layer(Bent()) is None


def test_default_widths_suit_the_number_of_features():
    assert default_widths(784, 30) == (1024, 512, 256)
    assert default_widths(64, 8) == (128, 64, 32)
    assert default_widths(4, 2) == (64, 32, 16)
    assert default_widths(784, 300) == (1024, 512)
    assert default_widths(3, 100) == ()


def test_even_widths_shrink_by_equal_steps():
    assert even_widths(784, 2, 1) == (393,)
    widths = even_widths(784, 2, 10)
    assert len(widths) == 10
    assert widths[0] == 713
    assert widths[-1] == 73
    assert even_widths(10, 2, 0) == ()
