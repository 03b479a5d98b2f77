"""Curves: images of curves through three random points, a synthetic data set.

The original files are no longer available; these are drawn as described in the paper's
supplement. Every image has six degrees of freedom, the coordinates of the points.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from autoencode.data.dataset import Dataset

N_TRAINING, N_TEST = 20_000, 10_000
SIZE = 28
LOW, HIGH = 2.0, 26.0  # of all coordinates
MIN_STEP = 2.0  # between the x coordinates of subsequent points
# Fitted to the paper: the error of PCA with 18 components, 5.90, and its ratio to the
# error of logistic PCA.
PEN_WIDTH = 1.0  # standard deviation of a dot, in pixels
INK = 0.0918  # height of a dot
N_DOTS = 64  # at equal intervals of the curve's parameter
CURVES_PER_BLOCK = 2_000


def load_curves() -> Dataset:
    """Draw the curves of Hinton & Salakhutdinov (2006), with 10,000 test samples.

    Each is a parabola, the spline through three points with coordinates in [2, 26]
    whose x coordinates differ by at least 2. It is drawn as dots at equal intervals of
    its parameter, as in Nair & Hinton (2006), so that longer curves are fainter.

    Returns
    -------
    Dataset
        Pixels in [0, 1], float32 of shape (20000, 784) and (10000, 784). The label is
        continuous: the y coordinate of the middle point, in pixels.
    """
    points = draw_points(N_TRAINING + N_TEST, seed=2006)
    X = draw_curves(points)
    return Dataset(
        name="curves",
        X=X[:N_TRAINING],
        y=points[:N_TRAINING, 1, 1],
        X_test=X[N_TRAINING:],
        y_test=points[N_TRAINING:, 1, 1],
        image_shape=(SIZE, SIZE),
        label_name="height of the middle point",
        source=(
            "drawn with seed 2006 by the rule of G. E. Hinton, R. R. Salakhutdinov, "
            "Science 313, 2006, supporting online material"
        ),
    )


def draw_points(n_curves: int, seed: int) -> NDArray[Any]:
    """Return random points (x, y) of curves, shape (n_curves, 3, 2)."""
    generator = np.random.default_rng(seed)
    kept = np.empty((0, 3, 2))
    while len(kept) < n_curves:  # rejection sampling
        points = generator.uniform(LOW, HIGH, size=(2 * n_curves, 3, 2))
        is_valid = (np.diff(points[:, :, 0], axis=1) >= MIN_STEP).all(axis=1)
        kept = np.concatenate([kept, points[is_valid]])
    return kept[:n_curves]


def draw_curves(points: NDArray[Any]) -> NDArray[Any]:
    """Return images, float32 of shape (n_curves, 784), of curves through points.

    ``points``, shape (n_curves, 3, 2), are x and y in pixels from the upper left
    corner.
    """
    t = np.linspace(0, 1, N_DOTS)
    # Lagrange polynomials for t = 0, 1/2, 1.
    basis = np.stack([(1 - t) * (1 - 2 * t), 4 * t * (1 - t), t * (2 * t - 1)])
    pixels = np.arange(SIZE) + 0.5
    images = np.empty((len(points), SIZE, SIZE), np.float32)
    for start in range(0, len(points), CURVES_PER_BLOCK):
        block = points[start : start + CURVES_PER_BLOCK]
        dots = np.einsum("pt,npc->ntc", basis, block)  # (n, N_DOTS, 2)
        profile = np.exp(-0.5 * ((pixels - dots[..., None]) / PEN_WIDTH) ** 2)
        columns, rows = profile[:, :, 0], profile[:, :, 1]  # (n, N_DOTS, SIZE)
        ink = INK * (rows.transpose(0, 2, 1) @ columns)
        images[start : start + len(block)] = np.minimum(ink, 1)
    return images.reshape(len(points), SIZE * SIZE)
