"""Images as arrays of three or four dimensions: the same models as of rows."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from sklearn.base import clone

from autoencode import RBM, Autoencoder, DenoisingAutoencoder, evaluate, load, save
from autoencode.errors import InvalidDataError
from autoencode.models import MODELS


@pytest.fixture(scope="module")
def images():
    """Thirty images of 6 × 4 pixels."""
    return np.random.default_rng(0).random((30, 6, 4)).astype(np.float32)


def model(cls=Autoencoder, **changes):
    defaults = {"n_components": 2, "hidden_layer_sizes": (8,), "max_epochs": 2}
    return cls(**defaults | {"random_state": 0} | changes)


@pytest.mark.parametrize("network", ["dense", "convolutional"])
@pytest.mark.parametrize("shape", [(6, 4), (6, 4, 1), (3, 4, 2)], ids=str)
def test_images_give_the_codes_of_rows_with_an_image_shape(network, shape, images):
    X, rows = images.reshape(30, *shape), images.reshape(30, -1)
    of_rows = model(network=network, image_shape=shape).fit(rows)
    made = model(network=network).fit(X)
    assert made.image_shape is None
    assert made.image_shape_ == shape
    assert of_rows.image_shape_ is None
    codes = made.transform(X)
    assert_array_equal(codes, of_rows.transform(rows))
    assert_array_equal(made.transform(rows), codes)
    expected = of_rows.reconstruct(rows)
    assert of_rows.inverse_transform(codes).shape == (30, 24)
    assert_array_equal(made.inverse_transform(codes), expected.reshape(X.shape))
    assert_array_equal(made.reconstruct(X), expected.reshape(X.shape))
    assert_array_equal(made.reconstruct(rows), expected)
    assert_array_equal(of_rows.reconstruct(X), expected.reshape(X.shape))
    assert made.score(X) == of_rows.score(rows)
    assert made.reconstruction_error(X).shape == (30,)


@pytest.mark.parametrize("n_channels", [1, 3])
def test_images_with_channels_first_are_refused_with_the_way_out(n_channels):
    X = np.random.default_rng(0).random((20, n_channels, 8, 6))
    with pytest.raises(InvalidDataError, match=r"use X.transpose\(0, 2, 3, 1\)"):
        model(network="convolutional").fit(X)
    right = model(network="convolutional").fit(X.transpose(0, 2, 3, 1))
    assert right.image_shape_ == (8, 6, n_channels)
    # Lines of six channels, if that is what they are.
    lines = model(image_shape=(n_channels, 8, 6)).fit(X)
    assert lines.transform(X).shape == (20, 2)


def test_all_methods_that_decode_return_images(images, tmp_path):
    made = model(network="convolutional").fit(images)
    assert made.sample(3, random_state=0).shape == (3, 6, 4)
    assert made.manifold(2).shape == (4, 6, 4)
    assert made.traverse(images[0], 1, n_steps=5).shape == (5, 6, 4)
    between, across = made.interpolate(images[0], images[1:2], n_steps=5)
    assert between.shape == across.shape == (5, 6, 4)
    assert_array_equal(across[-1], images[1])
    save(made, tmp_path / "run")
    loaded = load(tmp_path / "run")
    assert loaded.image_shape_ == (6, 4)
    assert_array_equal(loaded.reconstruct(images), made.reconstruct(images))
    assert_array_equal(loaded.sample(2, random_state=0), made.sample(2, random_state=0))
    row = evaluate(loaded, images[:20], images[20:]).rows[0]
    assert row["test_share"] == pytest.approx(made.score(images[20:]), rel=1e-3)
    made.partial_fit(images[:5]).partial_fit(images.reshape(30, -1))
    assert made.image_shape_ == (6, 4)
    assert clone(made).partial_fit(images).image_shape_ == (6, 4)


def test_the_shape_is_that_of_the_last_fit(images):
    made = model().fit(images)
    assert made.fit(images.reshape(30, 3, 8)).image_shape_ == (3, 8)
    assert made.fit(images.reshape(30, -1)).image_shape_ is None
    assert made.sample(2, random_state=0).shape == (2, 24)


def test_augmentation_knows_the_shape_of_the_images(images):
    assert model(augment="affine").fit(images).transform(images).shape == (30, 2)
    made = model(DenoisingAutoencoder, affine_size=1.0).fit(images)
    assert made.reconstruct(images).shape == images.shape


def test_validation_samples_may_be_images(images):
    made = model().fit(images[:20], X_val=images[20:])
    assert "validation_loss" in made.history_[-1]


@pytest.mark.parametrize("name", MODELS)
def test_the_tag_says_which_models_take_images(name, images):
    made = MODELS[name]()
    takes = made.__sklearn_tags__().input_tags.three_d_array
    assert takes == hasattr(made, "image_shape")


def test_other_shapes_than_in_fit_are_refused(images):
    with pytest.raises(InvalidDataError, match=r"images of shape \(6, 4\); got .*4, 6"):
        model().fit(images).transform(images.swapaxes(1, 2))
    with pytest.raises(InvalidDataError, match=r"images of shape \(4, 6\); got .*6, 4"):
        model(image_shape=(4, 6)).fit(images)
    rows = images.reshape(30, -1)
    with pytest.raises(InvalidDataError, match=r"X must be 2-D, \(n_samples, 24\), as"):
        model().fit(rows).transform(images)
    with pytest.raises(InvalidDataError, match="dim 3"):
        RBM().fit(images)
