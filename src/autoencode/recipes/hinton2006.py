"""Hinton & Salakhutdinov, "Reducing the dimensionality of data with neural networks".

Science 313, 2006, with its supporting online material. Errors are squared differences,
summed over pixels and averaged over test images.
"""

import time
from typing import Any

import numpy as np
from sklearn.manifold import TSNE
from sklearn.neighbors import NearestNeighbors

from autoencode.arrays import subsample
from autoencode.data.dataset import Dataset
from autoencode.models.pca import fit_pca
from autoencode.plots.codes import codes_maps
from autoencode.plots.images import as_image, image_grid
from autoencode.recipes.recipe import AutoencoderRecipe, Baseline, Extra, Row

N_PAIRS = 200  # of samples, for midpoints

SOURCE = "G. E. Hinton, R. R. Salakhutdinov, Science 313, 2006"

# Logistic units except in the code; RBMs with minibatches of 100, 50 epochs per layer;
# then conjugate gradients, three line searches on minibatches of 1,000.
PAPER = {
    "activation": "sigmoid",
    "loss": "cross_entropy",
    "pretraining": "rbm",
    "pretraining_epochs": 50,
    "optimizer": "cg",
    "batch_size": 1000,
    "max_epochs": 200,
}
QUICK_PAPER = {"pretraining_epochs": 5, "max_epochs": 20}

# Xavier initialization, Muon with weight decay, and augmentation against overfitting.
MODERN = {
    "activation": "silu",
    "optimizer": "muon",
    "batch_size": 1024,
    "augment": "affine",
}
PIXELS = {
    **MODERN,
    "output_activation": "clip",
    "image_shape": (28, 28),
    "weight_decay": 0.1,
    "learning_rate": 2e-3,
}

CURVES = AutoencoderRecipe(
    title="Curves, 784-400-200-100-50-25-6",
    source=SOURCE,
    dataset="curves",
    published=1.44,
    network={"n_components": 6, "hidden_layer_sizes": (400, 200, 100, 50, 25)},
    paper=PAPER,
    modern={**PIXELS, "batch_size": 512, "weight_decay": 0.03, "max_epochs": 800},
    quick={"paper": QUICK_PAPER, "modern": {"max_epochs": 40}},
    baselines=(
        Baseline(n_components=6, published=7.64, logistic=True),
        Baseline(n_components=18, published=2.45, logistic=True),
        Baseline(n_components=18, published=5.90),
    ),
)

MNIST_WIDTHS = (1000, 500, 250)

MNIST = AutoencoderRecipe(
    title="MNIST, 784-1000-500-250-30",
    source=SOURCE,
    dataset="mnist",
    published=3.00,
    network={"n_components": 30, "hidden_layer_sizes": MNIST_WIDTHS},
    paper={**PAPER, "max_epochs": 260},  # the paper's 200 give 3.06
    modern={
        **PIXELS,
        "augment": "affine_or_shift",
        "max_epochs": 240,
    },
    quick={"paper": QUICK_PAPER, "modern": {"max_epochs": 12}},
    baselines=(
        Baseline(n_components=30, published=8.01, logistic=True),
        Baseline(n_components=30, published=13.87),
    ),
)


FACES = AutoencoderRecipe(
    title="Patches of faces, 625-2000-1000-500-30",
    source=SOURCE,
    dataset="olivetti_patches",
    published=126.0,
    network={"n_components": 30, "hidden_layer_sizes": (2000, 1000, 500)},
    # Real-valued pixels: Gaussian visible units, linear outputs, squared error. Small
    # weights and learning rates in the upper layers, whose units otherwise saturate;
    # weight decay against overfitting to thirty people.
    paper={
        **PAPER,
        "loss": "squared_error",
        "pretraining_epochs": (20, 8, 8, 10),
        "pretraining_learning_rate": (0.002, 0.01, 0.01, 0.001),
        "pretraining_weight_std": (0.1, 0.01, 0.01, 0.01),
        "weight_decay": 0.01,
        "max_epochs": 20,
    },
    modern={**MODERN, "image_shape": (25, 25), "max_epochs": 20},
    quick={
        "paper": {"pretraining_epochs": 5, "max_epochs": 2},
        "modern": {"max_epochs": 2},
    },
    baselines=(Baseline(n_components=30, published=135.0),),
)


def compare_maps(model: Any, data: Dataset) -> Extra:
    """Draw the codes, the first two principal components, and t-SNE."""
    rows = subsample(len(data.X_test), 5000, 0)
    X, y = data.X_test[rows], None if data.y_test is None else data.y_test[rows]
    pca = fit_pca(data.X, 2, 0, [])
    maps = {
        "autoencoder, two code units": model.transform(X),
        "first two principal components": pca.transform(X),
        "t-SNE": TSNE(random_state=0).fit_transform(X),
    }
    return Extra([], {"maps": codes_maps(maps, y, data.class_names)})


def midpoints(model: Any, data: Dataset) -> Extra:
    """Compare midpoints of pairs of samples in code space and in data space.

    Rows give their mean squared distance from the nearest training sample.
    """
    pairs = np.random.default_rng(0).choice(len(data.X_test), (N_PAIRS, 2), False)
    paths = [model.interpolate(*data.X_test[pair], n_steps=7) for pair in pairs]
    middles = {
        "midpoint of codes, decoded": [path.in_code_space[3] for path in paths],
        "midpoint of samples": [path.in_data_space[3] for path in paths],
        "reconstruction of a sample": [path.in_code_space[0] for path in paths],
    }
    neighbours = NearestNeighbors(n_neighbors=1).fit(data.X)
    rows = []
    for name, values in middles.items():
        started = time.perf_counter()
        distances, _ = neighbours.kneighbors(np.stack(values))
        error = float(np.square(distances).mean())
        seconds = time.perf_counter() - started
        rows.append(Row(name, error, None, seconds, "squared distance"))
    shown = [part for path in paths[:4] for part in path]
    images = [
        [as_image(x, data.image_shape or (), (0, 1)) for x in path] for path in shown
    ]
    labels = ["codes", "samples"] * 4
    figure = image_grid(
        images, row_labels=labels, title="Interpolation between samples"
    )
    return Extra(rows, {"paths": figure})


MNIST_2D = AutoencoderRecipe(
    title="MNIST in two dimensions, 784-1000-500-250-2",
    source=SOURCE,
    dataset="mnist",
    published=None,
    network={"n_components": 2, "hidden_layer_sizes": MNIST_WIDTHS},
    paper=PAPER,
    modern={**PIXELS, "max_epochs": 40},
    quick={"paper": QUICK_PAPER, "modern": {"max_epochs": 8}},
    extra=compare_maps,
)

MIDPOINTS = AutoencoderRecipe(
    title="Midpoints of two samples, in code space and in data space",
    source=SOURCE,
    dataset="mnist",
    published=None,
    network=MNIST.network,
    paper=PAPER,
    modern={**PIXELS, "max_epochs": 12},
    quick={"paper": QUICK_PAPER, "modern": {"max_epochs": 4}},
    extra=midpoints,
)
