"""Anomaly scores of a single autoencoder."""

import numpy as np
import pytest
import torch
from ring_samples import ring

from autoencode import Autoencoder
from autoencode.nn.skip import InCoordinates
from autoencode.tasks import anomaly_scores
from autoencode.tasks.anomaly_scores import (
    MIN_SHARE,
    MIN_VARIANCE,
    SAMPLES_PER_DIRECTION,
    SCORES,
    learn_directions,
    whitened_length,
)


def test_mean_scores_of_training_samples_match_theory():
    X = ring(2000, 0) @ np.diag([1, 0.1, 0.01, 1, 1, 100])
    model = Autoencoder(
        n_components=3,
        hidden_layer_sizes=(20,),
        max_epochs=20,
        linear_skip=False,
        random_state=0,
    ).fit(X)
    names = [name for name in SCORES if name != "likelihood"]
    learned = anomaly_scores.learn(names, model, X)
    found = {
        name: values.mean()
        for name, values in anomaly_scores.values(model, X, learned).items()
    }
    # The mean of a squared Mahalanobis distance is the number of directions.
    assert 6 * 0.9 < found["standardized"] <= 6 + 1e-3
    assert 6 * 0.9 < found["whitened"] <= 6 + 1e-3
    assert 6 * 0.9 < found["distance"] <= 6 + 1e-3
    assert (6 + 3) * 0.8 < found["whitened_codes"] <= 6 + 3
    assert 0.5 * (6 + 20 + 3) < found["normalized_path"] <= 6 + 20 + 3
    error = model.reconstruction_error(X).mean() / model.scale_**2
    assert found["reconstruction"] == pytest.approx(error, rel=1e-4)
    assert found["path"] > found["reconstruction"]


# RaPP's sum is over the features, the hidden layers and the codes, each once.
@pytest.mark.parametrize(
    ("network", "widths"),
    [
        ({"hidden_layer_sizes": (32, 16)}, [64, 32, 16, 6]),  # with linear paths
        ({"hidden_layer_sizes": (32, 16), "linear_skip": False}, [64, 32, 16, 6]),
        (
            {
                "network": "convolutional",
                "image_shape": (8, 8),
                "hidden_layer_sizes": (8, 16),
            },
            [64, 8 * 16, 16 * 4, 6],
        ),
    ],
    ids=["linear_skip", "dense", "convolutional"],
)
def test_the_path_of_a_sample_has_every_layer_of_the_encoder_once(network, widths):
    X = np.random.default_rng(0).normal(size=(300, 64)).astype(np.float32)
    model = Autoencoder(n_components=6, max_epochs=1, random_state=0, **network).fit(X)
    parts = anomaly_scores.differences_of(
        model.network_, torch.from_numpy(X[:5]), anomaly_scores.Extent.PATH
    )
    assert [part.shape[1] for part in parts] == [64, *widths]
    code = model.network_.encode
    decoded = model.network_.reconstruct(torch.from_numpy(X[:5]))
    with torch.no_grad():
        expected = code(decoded) - code(torch.from_numpy(X[:5]))
        torch.testing.assert_close(parts[-1], expected)


def test_networks_of_principal_coordinates_have_every_score():
    X = np.random.default_rng(0).normal(size=(90, 200))
    model = Autoencoder(n_components=6, max_epochs=1, random_state=0).fit(X)
    assert isinstance(model.network_, InCoordinates)
    names = [name for name in SCORES if name != "likelihood"]
    found = anomaly_scores.values(model, X, anomaly_scores.learn(names, model, X))
    assert all(np.isfinite(found[name]).all() for name in names)


@pytest.mark.parametrize("n_samples", [20, 40, 100, 400])
def test_directions_share_a_variance_if_samples_are_few(n_samples):
    rng = np.random.default_rng(0)
    differences = rng.normal(size=(n_samples, 30)) @ rng.normal(size=(30, 30))
    new = rng.normal(size=(5, 30))
    variances, vectors = np.linalg.eigh(np.cov(differences.T, bias=True))
    n_sharing = max(0, 30 - n_samples // SAMPLES_PER_DIRECTION)
    if n_sharing:
        variances[:n_sharing] = variances[:n_sharing].mean()
    variances += MIN_SHARE * variances.mean() + MIN_VARIANCE
    along = (new - differences.mean(axis=0)) @ vectors
    learned = learn_directions(torch.from_numpy(differences))
    found = whitened_length(
        torch.from_numpy(new), {name: torch.tensor(k) for name, k in learned.items()}
    )
    np.testing.assert_allclose(
        found.numpy(), np.square(along / np.sqrt(variances)).sum(axis=1), rtol=1e-6
    )


def test_the_distance_is_that_of_mahalanobis():
    X = ring(2000, 0) / [1, 10, 100, 1, 1, 0.01]
    model = Autoencoder(n_components=2, max_epochs=1, random_state=0)
    learned = anomaly_scores.learn(["distance"], model.fit(X), X)
    new = X[:20] + 1
    found = anomaly_scores.values(model, new, learned)["distance"]
    centred = new - X.mean(axis=0)
    inverse = np.linalg.inv(np.cov(X.T, bias=True))
    expected = np.einsum("ij,jk,ik->i", centred, inverse, centred)
    np.testing.assert_allclose(found, expected, rtol=0.05)
