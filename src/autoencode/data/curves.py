"""Curves: white strokes through three random points, the synthetic set of 2006.

The original files are not public any more; these are drawn by the rule of the paper's
supplement. Six numbers, the coordinates of the points, describe every picture.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from autoencode.data.dataset import Dataset

N_TRAINING, N_TEST = 20_000, 10_000
SIZE = 28
LOW, HIGH = 2.0, 26.0  # of all coordinates
LEAST_STEP = 2.0  # from one point's x to the next one's
# Chosen once, so that PCA with 18 components has about the paper's error, 5.90, and
# logistic PCA about the paper's ratio to it.
PEN_WIDTH = 1.0  # standard deviation of a dot, in pixels
INK = 0.0918  # height of a dot
N_DOTS = 64  # at equal times along a curve
CURVES_PER_BLOCK = 2_000


def load_curves() -> Dataset:
    """Draw the curves of Hinton & Salakhutdinov (2006): 20,000, and 10,000 for testing.

    Each goes through three points whose coordinates lie in [2, 26], each x at least 2
    beyond the one before, along the parabola that a cubic spline through three points
    is. The pen leaves dots of ink at equal times, as in Nair & Hinton (2006): a longer
    curve is fainter.

    Returns
    -------
    Dataset
        Pixels in [0, 1], float32 of shape (20000, 784) and (10000, 784). The label is
        continuous: the height of the middle point, in pixels.
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
    """Return random points (x, y), shape (n_curves, 3, 2), that keep the rule."""
    generator = np.random.default_rng(seed)
    kept = np.empty((0, 3, 2))
    while len(kept) < n_curves:
        points = generator.uniform(LOW, HIGH, size=(2 * n_curves, 3, 2))
        keeps_rule = (np.diff(points[:, :, 0], axis=1) >= LEAST_STEP).all(axis=1)
        kept = np.concatenate([kept, points[keeps_rule]])
    return kept[:n_curves]


def draw_curves(points: NDArray[Any]) -> NDArray[Any]:
    """Return pictures, float32 of shape (n_curves, 784), of curves through points.

    ``points`` has the shape (n_curves, 3, 2) and gives x and y, in pixels from the
    upper left corner.
    """
    t = np.linspace(0, 1, N_DOTS)
    # The three polynomials that are 1 at one of t = 0, 1/2, 1 and 0 at the others.
    basis = np.stack([(1 - t) * (1 - 2 * t), 4 * t * (1 - t), t * (2 * t - 1)])
    pixels = np.arange(SIZE) + 0.5
    pictures = np.empty((len(points), SIZE, SIZE), np.float32)
    for start in range(0, len(points), CURVES_PER_BLOCK):
        block = points[start : start + CURVES_PER_BLOCK]
        dots = np.einsum("pt,npc->ntc", basis, block)  # (n, N_DOTS, 2)
        profile = np.exp(-0.5 * ((pixels - dots[..., None]) / PEN_WIDTH) ** 2)
        columns, rows = profile[:, :, 0], profile[:, :, 1]  # (n, N_DOTS, SIZE)
        ink = INK * (rows.transpose(0, 2, 1) @ columns)
        pictures[start : start + len(block)] = np.minimum(ink, 1)
    return pictures.reshape(len(points), SIZE * SIZE)
