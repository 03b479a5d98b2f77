"""Corruption of samples, and how denoising autoencoders remove it."""

import numpy as np
import pytest
import torch
from factors import factors
from torch import nn

from autoencode import (
    Autoencoder,
    DenoisingAutoencoder,
)
from autoencode.errors import InvalidParameterError
from autoencode.nn.augment import affine
from autoencode.nn.corruption import Corruption, corruption_weights


def test_a_level_of_zero_gives_the_plain_autoencoder():
    X = factors(100)
    plain = Autoencoder(max_epochs=5, linear_skip=False, random_state=0).fit(X)
    same = DenoisingAutoencoder(mask_fraction=0.0, max_epochs=5, random_state=0).fit(X)
    np.testing.assert_allclose(same.transform(X), plain.transform(X), rtol=1e-3)


class Shift(nn.Module):
    """Noise that adds 100 to each value."""

    has_ranges = False

    def forward(self, x, *_):
        return x + 100


def test_loss_compares_the_reconstruction_of_noisy_samples_with_clean_ones():
    X = factors(50)
    model = DenoisingAutoencoder(max_epochs=1, random_state=0).fit(X)
    network = model.network_
    network.corruption = Shift()
    x = torch.from_numpy((X - model.mean_) / model.scale_).float()
    with torch.no_grad():
        (loss,) = model._loss_terms(network, x, torch.Generator()).values()
        x_hat = network.decode(network.encode(x + 100))
        of_the_clean = network.decode(network.encode(x))
    expected = (x_hat - x).square().sum(dim=1).mean() / 2
    torch.testing.assert_close(loss, expected)
    assert not torch.allclose(x_hat, of_the_clean)


@pytest.mark.parametrize("scale", [1.0, 1000.0])
def test_noise_is_removed_in_any_units(scale):
    X = scale * factors(500, n_features=12)
    noisy = X + scale * np.random.default_rng(1).normal(size=X.shape)
    options = {"hidden_layer_sizes": (32,), "max_epochs": 40, "batch_size": 100}
    options |= {"learning_rate": 0.01, "random_state": 0}
    model = DenoisingAutoencoder(mask_fraction=0.0, noise_std=scale, **options).fit(X)
    plain = Autoencoder(**options).fit(X)
    errors = [
        np.square(each.reconstruct(noisy) - X).sum(axis=1).mean()
        for each in (model, plain)
    ]
    before = np.square(noisy - X).sum(axis=1).mean()
    assert errors[0] < 0.4 * before
    assert errors[0] < 0.95 * errors[1]


def test_masked_values_are_restored():
    X = factors(1000, n_features=12, noise=0.05)
    masked = X * (np.random.default_rng(1).random(X.shape) >= 0.2)
    model = DenoisingAutoencoder(
        mask_fraction=0.2, max_epochs=30, batch_size=100, random_state=0
    )
    error = np.square(model.fit(X).reconstruct(masked) - X).sum()
    assert error < 0.2 * np.square(masked - X).sum()


def test_corruption_has_the_given_level():
    x = torch.rand(2000, 50, generator=torch.Generator().manual_seed(0))
    zero = torch.full((50,), 0.25)
    generator = torch.Generator().manual_seed(1)

    def corrupted(noise=(0.0, 0.0), salt=(0.0, 0.0), mask=(0.0, 0.0)):
        made = Corruption(
            50,
            affine_size=(0.0, 0.0),
            noise_std=noise,
            salt_fraction=salt,
            mask_fraction=mask,
        )
        made(x, 2.0, zero, generator)  # sees the range
        return made.eval()(x, 2.0, zero, generator)

    assert float((corrupted(noise=(0.6, 0.6)) - x).std()) == pytest.approx(
        0.3, rel=0.02
    )
    assert float((corrupted(mask=(0.2, 0.2)) == zero).float().mean()) == pytest.approx(
        0.2, abs=0.01
    )
    salted = corrupted(salt=(0.2, 0.2))
    ends = [(salted == x.amin(dim=0)), (salted == x.amax(dim=0))]
    for end in ends:
        assert float(end.float().mean()) == pytest.approx(0.1, abs=0.01)
    by_sample = (corrupted(mask=(0.1, 0.5)) == zero).float().mean(dim=1)
    assert float(by_sample.mean()) == pytest.approx(0.3, abs=0.02)
    assert float(by_sample.std()) > 0.1


def test_strong_noise_does_not_dominate_a_range_of_levels():
    X = factors(1000, n_features=12, noise=0.02)
    little = X + 0.1 * np.random.default_rng(1).normal(size=X.shape)

    def error(level):
        model = DenoisingAutoencoder(
            mask_fraction=0.0,
            noise_std=level,
            n_components=12,
            hidden_layer_sizes=(64,),
            max_epochs=60,
            random_state=0,
        ).fit(X)
        return np.square(model.reconstruct(little) - X).mean()

    assert error((0.05, 2.0)) < 2 * error(0.1)


def test_samples_have_less_weight_the_more_they_are_changed():
    weights = corruption_weights(torch.tensor([[3.0, 4.0], [0.0, 10.0], [0, 0]]))
    assert float(weights.mean()) == pytest.approx(1)
    assert float(weights[0] / weights[1]) == pytest.approx((2.05 / 1.05) ** 1.3)
    assert float(weights[2] / weights[0]) == pytest.approx(21**1.3)
    assert torch.equal(corruption_weights(torch.zeros(4, 2)), torch.ones(4))


def bars(n_samples, seed=0):
    """Return images of 12 x 12 with a bright bar at a random position and angle."""
    rng = np.random.default_rng(seed)
    angle, place = rng.uniform(0, np.pi, n_samples), rng.uniform(-2, 2, n_samples)
    row, column = np.mgrid[-5.5:6, -5.5:6]
    across = np.cos(angle)[:, None, None] * row + np.sin(angle)[:, None, None] * column
    return np.exp(-np.square(across - place[:, None, None])).reshape(n_samples, -1)


def moved(X, seed=1):
    """Return images with small affine changes."""
    images = torch.from_numpy(X).float().view(-1, 1, 12, 12)
    generator = torch.Generator().manual_seed(seed)
    return affine(images, generator, 1.0).reshape(len(X), -1).numpy()


def test_affine_noise_makes_codes_robust_to_affine_changes():
    X, X_test = bars(600), bars(200, seed=1)

    def relative_change(kind, **own):
        """Squared change of codes relative to their variance."""
        model = kind(
            n_components=8,
            image_shape=(12, 12),
            hidden_layer_sizes=(64,),
            max_epochs=40,
            batch_size=100,
            learning_rate=0.01,
            random_state=0,
            **own,
        ).fit(X)
        codes, after = model.transform(X_test), model.transform(moved(X_test))
        return np.square(after - codes).mean() / np.square(codes - codes.mean(0)).mean()

    own = {"mask_fraction": 0.0, "affine_size": 2.0}
    changes = (
        relative_change(DenoisingAutoencoder, **own),
        relative_change(Autoencoder),
    )
    assert changes[0] < 0.8 * changes[1]


def test_affine_changes_are_in_data_units_and_have_the_given_size():
    X = torch.from_numpy(bars(400)).float()
    mean = X.mean(dim=0)
    none = dict.fromkeys(["noise_std", "salt_fraction", "mask_fraction"], (0.0, 0.0))

    def made(size):
        how = Corruption(144, affine_size=size, image_shape=(12, 12), **none)
        generator = torch.Generator().manual_seed(0)
        return how((X - mean) / 2, 2.0, -mean / 2, generator) * 2 + mean

    kept = made((0.0, 1e-6))
    torch.testing.assert_close(kept, X, atol=1e-4, rtol=0)
    changes = [(made((size, size)) - X).square().mean() for size in (0.5, 1.0, 2.0)]
    assert 0 < changes[0] < changes[1] < changes[2]
    assert made((2.0, 2.0)).min() > -1e-5
    by_sample = (made((0.0, 2.0)) - X).square().mean(dim=1)
    assert float(by_sample.std() / by_sample.mean()) > 0.5


def test_affine_changes_without_image_shape_are_refused():
    with pytest.raises(
        InvalidParameterError, match="needs the shape of images, such as image_shape"
    ):
        DenoisingAutoencoder(affine_size=(0.0, 1.0)).fit(factors(20))


@pytest.mark.parametrize("level", [(0.5, 0.1), (0.1, 1.0), (0.1,), "much"])
def test_invalid_ranges_are_refused(level):
    with pytest.raises(InvalidParameterError, match="mask_fraction must be a number"):
        DenoisingAutoencoder(mask_fraction=level).fit(factors(20))
