"""Augmentations: small, independent and reproducible."""

import numpy as np
import pytest
import torch

from autoencode.errors import InvalidDataError, InvalidParameterError
from autoencode.models.autoencoder import Autoencoder
from autoencode.nn.augment import AUGMENTATIONS, Augment, shift
from autoencode.training.batches import BatchSource

OF_IMAGES = [name for name, rule in AUGMENTATIONS.items() if rule.needs_images]
SHAPES = [(8, 8), (6, 10), (5, 7, 3)]


def images_of(shape, n=6):
    """Return images of a bright blob, as rows."""
    height, width = shape[:2]
    y, x = np.mgrid[:height, :width]
    blob = np.exp(-((y - height / 2 + 0.5) ** 2 + (x - width / 2 + 0.5) ** 2) / 4)
    pixels = blob if len(shape) == 2 else np.stack([blob, blob / 2, 0 * blob], axis=2)
    return torch.tensor(np.tile(pixels.ravel(), (n, 1)), dtype=torch.float32)


def generator(seed=0):
    return torch.Generator().manual_seed(seed)


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("name", OF_IMAGES)
def test_augmentation_changes_each_image_slightly_and_independently(name, shape):
    X = images_of(shape, 10)
    changed = Augment(name, shape)(X, generator())
    assert changed.shape == X.shape
    assert changed.dtype == torch.float32
    share = (changed - X).square().sum(dim=1) / X.square().sum(dim=1)
    n_changed = round(AUGMENTATIONS[name].share * len(X))
    assert (share[:n_changed] > 0).all()
    assert (share < 0.2).all()
    assert len({tuple(row.tolist()) for row in changed[:n_changed]}) == n_changed


@pytest.mark.parametrize("name", OF_IMAGES)
def test_part_of_each_batch_is_not_transformed(name):
    X = images_of((8, 8), 10)
    changed = Augment(name, (8, 8))(X, generator())
    n_changed = round(AUGMENTATIONS[name].share * 10)
    assert torch.equal(changed[n_changed:], X[n_changed:])


def test_shifts_are_whole_pixels_and_repeat_the_border():
    X = torch.rand(200, 2, 20, 30, generator=generator())
    moved = shift(X, generator())
    around = torch.nn.functional.pad(X, (1, 1, 1, 1), mode="replicate")
    seen = set()
    for image, padded in zip(moved, around, strict=True):
        crops = [
            (down, right)
            for down in range(3)
            for right in range(3)
            if torch.equal(image, padded[:, down : down + 20, right : right + 30])
        ]
        assert len(crops) == 1
        seen.update(crops)
    assert len(seen) == 9


def test_small_images_are_not_shifted():
    X = torch.rand(20, 1, 14, 8, generator=generator())
    assert torch.equal(shift(X, generator()), X)


def test_images_without_affine_transform_are_shifted():
    shape, n = (20, 20), 100
    X = torch.rand(n, 400, generator=generator())
    changed = Augment("affine_or_shift", shape)(X, generator())
    turned = round(AUGMENTATIONS["affine_or_shift"].share * n)
    values = [
        torch.isin(c, x).all()
        for c, x in zip(changed[turned:], X[turned:], strict=True)
    ]
    assert all(values)
    assert (changed[turned:] != X[turned:]).any(dim=1).float().mean() > 0.5


@pytest.mark.parametrize("name", OF_IMAGES)
def test_channels_are_not_mixed(name):
    shape = (5, 7, 3)
    changed = Augment(name, shape)(images_of(shape), generator()).view(-1, *shape)
    assert not changed[..., 2].any()
    torch.testing.assert_close(changed[..., 1], changed[..., 0] / 2)


@pytest.mark.parametrize("name", OF_IMAGES)
def test_augmented_values_stay_in_the_range_of_the_batch(name):
    X = torch.rand(20, 64, generator=generator())
    changed = Augment(name, (8, 8))(X, generator())
    assert changed.min() >= X.min() - 1e-6
    assert changed.max() <= X.max() + 1e-6


@pytest.mark.parametrize("name", OF_IMAGES)
def test_constant_images_do_not_change(name):
    X = torch.full((3, 64), 0.7)
    torch.testing.assert_close(Augment(name, (8, 8))(X, generator()), X)


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.uint8])
def test_augmentation_precedes_centring_and_depends_on_the_seed(dtype):
    X = (images_of((8, 8), 12).numpy() * 200).astype(dtype)
    mean = X.mean(axis=0)

    def batches(epoch, seed=3):
        source = BatchSource(
            X, mean, 2.0, torch.device("cpu"), Augment("affine", (8, 8))
        )
        rows = source.shuffled(np.arange(12), 5, seed, epoch)
        return torch.cat([batch.clone() for batch in rows])

    first = batches(0)
    assert torch.equal(first, batches(0))
    assert not torch.equal(first, batches(1))
    assert not torch.equal(first, batches(0, seed=4))
    raw = first * 2.0 + torch.tensor(mean, dtype=torch.float32)
    assert raw.min() > -1e-2
    assert raw.max() <= float(X.max()) + 1e-2


def test_augmented_fits_are_reproducible_and_do_not_change_validation_samples():
    X = images_of((8, 8), 40).numpy()
    X *= np.random.default_rng(0).random((40, 1), dtype=np.float32)

    def fitted(augment):
        return Autoencoder(
            image_shape=(8, 8),
            augment=augment,
            max_epochs=2,
            linear_skip=False,
            random_state=0,
        ).fit(X)

    plain, changed, again = map(fitted, ["none", "affine", "affine"])
    assert np.array_equal(changed.transform(X), again.transform(X))
    assert not np.array_equal(changed.transform(X), plain.transform(X))
    error = changed.reconstruction_error(X[changed.validation_rows_]).mean()
    best = min(record["validation_loss"] for record in changed.history_)
    assert error / 2 == pytest.approx(best, rel=1e-3)


def test_augmentation_without_image_shape_is_refused():
    with pytest.raises(InvalidParameterError, match=r"such as image_shape=\(28, 28\)"):
        Autoencoder(augment="affine").fit(np.eye(6))


def test_binarized_pixels_have_the_brightness_as_mean():
    X = torch.rand(1, 64, generator=generator()).repeat(4000, 1)
    drawn = Augment("binarize", None)(X, generator(1))
    assert set(drawn.unique().tolist()) == {0.0, 1.0}
    torch.testing.assert_close(drawn.mean(dim=0), X[0], atol=0.04, rtol=0)


def test_binarizing_values_outside_0_1_is_refused():
    with pytest.raises(InvalidDataError, match="augment='binarize' needs values in"):
        Autoencoder(augment="binarize").fit(2 * np.eye(6))
