"""How well noise is removed, by denoising autoencoders and by other methods."""

import warnings

import numpy as np
import pandas as pd
import pytest
from sklearn.datasets import load_digits

from autoencode import Autoencoder, DenoisingAutoencoder, evaluate
from autoencode.tasks.denoising import (
    Denoising,
    counts_up_to,
    median_filters,
    truncations,
)

IMAGES = load_digits().data / 16


def denoiser(**changes):
    given = {"n_components": 64, "mask_fraction": 0.0, "noise_std": 0.3}
    given |= {"max_epochs": 40, "batch_size": 100, "random_state": 0} | changes
    return DenoisingAutoencoder(**given)


@pytest.fixture(scope="module")
def restored():
    model = denoiser(image_shape=(8, 8)).fit(IMAGES[:1200])
    return evaluate(model, IMAGES[:1200], IMAGES[1200:])


def test_a_denoising_model_is_measured_by_what_it_restores(restored):
    rows = restored.denoising.rows
    names = [row["method"] for row in rows]
    assert names[0] == "DenoisingAutoencoder"
    assert names[1].startswith("PCA with ")
    assert names[2:] == ["median filter of 3 pixels", "noisy samples"]
    ours, pca, _, noisy = (row["psnr"] for row in rows)
    # Half of the noise is beyond black, where most pixels are, and is clipped.
    assert -20 * np.log10(0.3) < noisy < -20 * np.log10(0.3) + 3
    assert ours > pca > noisy
    assert restored.denoising.better == ""


def test_the_verdict_of_a_denoising_model_is_about_noise(restored):
    verdict = restored.verdict()
    assert verdict.startswith("Restoring test samples from noisy ones, PSNR: Denois")
    assert verdict == restored.to_json()["verdict"]
    assert restored.to_json()["denoising"] == restored.denoising.rows
    assert "597 test samples" in " ".join(restored.notes)


def test_samples_that_are_no_images_are_measured_by_their_error():
    model = denoiser(max_epochs=2).fit(IMAGES[:300])
    found = evaluate(model, None, IMAGES[300:400]).denoising
    noisy = model.corrupt(IMAGES[300:400], random_state=0)
    expected = np.square(noisy - IMAGES[300:400]).sum(axis=1).mean()
    assert [row["method"].split()[0] for row in found.rows[1:]] == ["PCA", "noisy"]
    assert found.rows[-1]["error"] == pytest.approx(expected)
    ours = np.square(model.reconstruct(noisy) - IMAGES[300:400]).sum(axis=1).mean()
    assert found.rows[0]["error"] == pytest.approx(ours)


def test_a_better_method_is_named():
    names = ("DenoisingAutoencoder", "PCA with 3 components", "noisy samples")
    values = zip(names, (2.0, 1.0, 3.0), strict=True)
    by_error = Denoising([{"method": m, "error": v} for m, v in values], "test")
    assert by_error.verdict().endswith("PCA with 3 components is better here.")
    values = zip(names, (2.0, 1.0, 3.0), strict=True)
    by_ratio = Denoising([{"method": m, "psnr": v} for m, v in values], "test")
    assert by_ratio.better == "noisy samples"


@pytest.mark.parametrize(
    "model",
    [
        Autoencoder(max_epochs=1, random_state=0),
        denoiser(noise_std=0.0, max_epochs=1),
        # Affine changes are undone for the sake of the codes.
        denoiser(affine_size=1.0, image_shape=(8, 8), max_epochs=1),
    ],
)
def test_models_that_remove_no_noise_are_not_measured_by_it(model):
    result = evaluate(model.fit(IMAGES[:100]), IMAGES[:100])
    assert result.denoising is None
    assert "denoising" not in result.to_json()


def test_noise_has_the_level_and_the_seed_that_are_asked_for():
    X = IMAGES[:500]
    model = denoiser(max_epochs=1).fit(X)
    noisy = model.corrupt(X, random_state=3)
    assert np.std(noisy - X) == pytest.approx(0.3, rel=0.02)
    np.testing.assert_array_equal(noisy, model.corrupt(X, random_state=3))
    assert not np.allclose(noisy, model.corrupt(X, random_state=4))
    masked = denoiser(mask_fraction=0.5, noise_std=0.0, max_epochs=1).fit(X + 1)
    hidden = np.abs(masked.corrupt(X + 1)) < 1e-6
    assert hidden.mean() == pytest.approx(0.5, abs=0.02)
    same = masked.corrupt(X + 1)[~hidden]
    np.testing.assert_allclose(same, (X + 1)[~hidden], rtol=1e-6)


def test_noise_is_added_to_images_and_frames():
    images = IMAGES[:50].reshape(-1, 8, 8)
    model = denoiser(max_epochs=1).fit(images)
    assert model.corrupt(images).shape == (50, 8, 8)
    assert model.reconstruct(images).shape == (50, 8, 8)
    assert evaluate(model, images).denoising.is_of_images
    frame = pd.DataFrame(IMAGES[:50], columns=[f"c{n}" for n in range(64)])
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # names of features that are lost
        evaluate(denoiser(max_epochs=1).fit(frame), frame)


def test_all_components_of_pca_and_filters_of_one_pixel_change_nothing():
    from autoencode.models.pca import fit_pca

    whole = truncations(fit_pca(IMAGES, 64, 0, []), [64])["PCA with 64 components"]
    np.testing.assert_allclose(whole(IMAGES), IMAGES, atol=1e-9)
    (same,) = median_filters((8, 8), [1]).values()
    np.testing.assert_array_equal(same(IMAGES), IMAGES)
    assert counts_up_to(1) == [1]
    assert counts_up_to(64)[0] == 1
    assert counts_up_to(64)[-1] == 64


def test_channels_of_colour_images_are_filtered_apart():
    colours = np.zeros((1, 8, 8, 3))
    colours[..., 0], colours[0, 3, 3, 1] = 1.0, 1.0  # red, with a speck of green
    (filtered,) = median_filters((8, 8, 3), [3]).values()
    found = filtered(colours.reshape(1, -1)).reshape(8, 8, 3)
    assert (found == [1, 0, 0]).all()
