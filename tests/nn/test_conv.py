import numpy as np
import pytest
import torch
from torch import nn

from autoencode import Autoencoder
from autoencode.nn import NETWORKS
from autoencode.nn.conv import MaxPool, Unpool, auto_channels
from autoencode.nn.initialization import initialize
from autoencode.nn.mlp import Layers
from autoencode.nn.sizes import layer_widths, n_weights
from autoencode.storage import load, save

OF_IMAGES = [name for name in NETWORKS if name != "dense"]
SHAPES = [(6, 5), (5, 2, 3), (1, 30), (30, 1), None]


def images(n_samples=40, n_features=30):
    return np.random.default_rng(0).random((n_samples, n_features)).astype(np.float32)


def fitted(**parameters):
    defaults = {"max_epochs": 2, "random_state": 0, "hidden_layer_sizes": (4, 8)}
    return Autoencoder(**defaults | parameters).fit(images())


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", OF_IMAGES)
def test_reconstructions_have_the_size_of_the_images(name, shape):
    model = fitted(network=name, image_shape=shape)
    X_hat = model.inverse_transform(model.transform(images()))
    assert X_hat.shape == (40, 30)
    np.testing.assert_allclose(model.reconstruct(images()), X_hat, atol=1e-5)


@pytest.mark.parametrize(
    "parameters",
    [
        {"tied_weights": True},
        {"batch_norm": True},
        {"layer_norm": True},
        {"dropout": 0.2},
        {"hidden_layer_sizes": ()},
        {"hidden_layer_sizes": None, "n_hidden_layers": 1},
        {"code_activation": "tanh"},
        {"dense_layer_sizes": (6, 5)},
        {"dense_layer_sizes": (6,), "batch_norm": True, "dropout": 0.1},
        {"dense_layer_sizes": (6,), "tied_weights": True},
        {"loss": "cross_entropy"},
        {"augment": "affine"},
        {"optimizer": "muon"},
    ],
    ids=str,
)
@pytest.mark.parametrize("name", OF_IMAGES)
def test_layer_options_work_for_convolutional_networks(name, parameters, tmp_path):
    model = fitted(network=name, image_shape=(6, 5), **parameters)
    again = fitted(network=name, image_shape=(6, 5), **parameters)
    np.testing.assert_array_equal(model.transform(images()), again.transform(images()))
    save(model, tmp_path / "run")
    np.testing.assert_array_equal(
        load(tmp_path / "run").reconstruct(images()), model.reconstruct(images())
    )


@pytest.mark.parametrize("name", OF_IMAGES)
def test_tied_weights_are_stored_once(name):
    free, tied = (
        n_weights(fitted(network=name, image_shape=(6, 5), tied_weights=tied).network_)
        for tied in (False, True)
    )
    assert tied < 0.55 * free


@pytest.mark.parametrize("name", OF_IMAGES)
def test_training_recovers_two_latent_variables(name):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(200, 2)) @ rng.normal(size=(2, 30))
    model = Autoencoder(network=name, image_shape=(6, 5), random_state=0)
    model.set_params(hidden_layer_sizes=(8, 16), max_epochs=25, batch_size=30)
    model.set_params(learning_rate=0.01)
    assert model.fit(X[:150]).score(X[150:]) > 0.8


@pytest.mark.parametrize("changes", [{}, {"batch_norm": True}, {"layer_norm": True}])
def test_layer_widths_of_a_convolutional_network(changes):
    layers = Layers(hidden_layer_sizes=(4, 8), image_shape=(6, 5), **changes)
    network = NETWORKS["convolutional"].build(30, 3, layers)
    assert layer_widths(network) == [30, 4 * 3 * 3, 8 * 2 * 2, 3]


def test_dense_layers_surround_the_code():
    layers = Layers(
        hidden_layer_sizes=(4, 8), image_shape=(6, 5), dense_layer_sizes=(10, 7)
    )
    network = NETWORKS["convolutional"].build(30, 3, layers)
    assert layer_widths(network) == [30, 4 * 3 * 3, 8 * 2 * 2, 10, 7, 3]
    back = [m for m in network.decoder if isinstance(m, nn.Linear)]
    assert [m.out_features for m in back] == [7, 10, 8 * 2 * 2]
    activations = [m for m in network.decoder if isinstance(m, nn.SiLU)]
    assert len(activations) == 4  # after all layers except the last


@pytest.mark.parametrize("name", OF_IMAGES)
def test_networks_without_convolutions_have_linear_outputs(name):
    X = 3 * np.random.default_rng(0).normal(size=(20, 10)).astype(np.float32)
    model = Autoencoder(
        network=name,
        hidden_layer_sizes=(),
        n_components=10,
        learning_rate=0.1,
        max_epochs=50,
        random_state=0,
    )
    assert model.fit(X).score(X) > 0.95


def test_networks_with_dense_layers_are_not_linear(monkeypatch):
    monkeypatch.setattr(
        "autoencode.models.setup.auto_max_epochs",
        lambda n_steps, *, is_linear: 2 if is_linear else 1,
    )
    given = {"network": "convolutional", "hidden_layer_sizes": (), "max_epochs": "auto"}
    model = Autoencoder(dense_layer_sizes=(8,), **given).fit(images())
    alike = Autoencoder(hidden_layer_sizes=(8,)).fit(images())
    linear = Autoencoder(**given).fit(images())
    assert model.max_epochs_ == alike.max_epochs_ != linear.max_epochs_


def test_dense_layers_of_a_dense_network_are_refused():
    with pytest.raises(ValueError, match="Put them into hidden_layer_sizes"):
        fitted(dense_layer_sizes=(6,))


def test_default_number_of_stages_depends_on_the_image_size():
    assert auto_channels(784, 30, (28, 28), None) == (32, 64, 128)
    assert auto_channels(784, 30, None, 2) == (32, 64)
    assert auto_channels(3, 2, None, None) == (32,)


def test_unpooling_inverts_pooling_of_fixed_maxima():
    # If the maxima are always at the same position, unpooling inverts pooling.
    images = torch.zeros(3, 2, 4, 6)
    images[:, 0, 1::2, ::2] = torch.rand(3, 2, 3) + 1
    images[:, 1, ::2, 1::2] = torch.rand(3, 2, 3) + 1
    pool = MaxPool(2, (2, 3))
    pool(images)
    torch.testing.assert_close(Unpool(pool, (4, 6))(pool(images)), images)


def test_pooling_counts_do_not_change_in_transform():
    model = fitted(network="pooling", image_shape=(6, 5))
    before = model.inverse_transform(np.zeros((1, 2)))
    model.transform(10 * images())
    np.testing.assert_array_equal(model.inverse_transform(np.zeros((1, 2))), before)


def test_networks_too_large_for_memory_are_refused_before_creation():
    with pytest.raises(ValueError, match="larger than the memory"):
        fitted(network="convolutional", hidden_layer_sizes=(10**6, 10**6))


def test_rows_are_reshaped_to_images_and_back():
    shape = (3, 5, 2)
    layers = Layers(hidden_layer_sizes=(), image_shape=shape)
    network = NETWORKS["convolutional"].build(30, 3, layers)
    x = torch.arange(60.0).view(2, 30)
    to_images, to_rows = network.encoder[0], network.decoder[-1]
    assert isinstance(to_images, nn.Module)
    assert to_images(x)[1, 1, 2, 4] == x.view(2, *shape)[1, 2, 4, 1]
    torch.testing.assert_close(to_rows(to_images(x)), x)


@pytest.mark.parametrize("make", [nn.Conv2d, nn.ConvTranspose2d])
@pytest.mark.parametrize(
    ("weight_init", "variance"), [("he", 2 / (96 * 9)), ("uniform", 1 / 3 / (96 * 9))]
)
def test_weights_are_as_small_as_the_number_of_inputs_asks(make, weight_init, variance):
    torch.manual_seed(0)
    layer = make(96, 12, 3)
    initialize(layer, "relu", weight_init, 0.0)
    assert float(layer.weight.detach().var()) == pytest.approx(variance, rel=0.05)
