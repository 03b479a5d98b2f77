"""Planes through the space of codes: where points lie, and which code a point is."""

from typing import NamedTuple

import numpy as np
from sklearn.decomposition import PCA

from autoencode.arrays import Array, subsample

MAX_FITTED = 100_000  # codes that PCA is fitted to
MAX_UNIT_VIEWS = 12  # pairs of neighbouring units that are offered beside the first


class View(NamedTuple):
    """A plane, or a space of three dimensions, through the codes.

    The position of a code is ``(code - origin) @ axes.T``, and the code of a position
    is ``origin + position @ axes``; the rows of ``axes`` have length 1 and are
    orthogonal.

    Parameters
    ----------
    name : str
        As shown.
    origin : array of shape (n_components,)
        The code at the position 0.
    axes : array of shape (n_axes, n_components)
        Directions; one to three.
    labels : list of str
        Names of the axes.
    """

    name: str
    origin: Array
    axes: Array
    labels: list[str]

    def positions(self, codes: Array) -> Array:
        """Return the positions of codes, shape (n_codes, n_axes), float32."""
        shifted = codes - self.origin.astype(np.float32)
        return np.asarray(shifted @ self.axes.T.astype(np.float32), np.float32)


def views_of(codes: Array, names: list[str]) -> list[View]:
    """Return the views of codes; the first is the default.

    Two units are their own plane. More are seen in the plane of their first two
    principal components, in three of them, and in pairs of units, with all others at
    their median.
    """
    n_units = codes.shape[1]
    identity = np.eye(n_units)
    middle = np.median(codes[subsample(len(codes), MAX_FITTED, seed=0)], axis=0)
    middle = np.asarray(middle, np.float64)
    if n_units == 1:
        return [View(names[0], np.zeros(1), identity, names[:1])]

    def of_units(*units: int) -> View:
        chosen = list(units)
        origin = middle.copy()
        origin[chosen] = 0.0
        labels = [names[unit] for unit in chosen]
        return View(", ".join(labels), origin, identity[chosen], labels)

    if n_units == 2:
        return [of_units(0, 1)]
    n_axes = min(3, n_units, len(codes))
    found = []
    some = codes[subsample(len(codes), MAX_FITTED, seed=0)]
    if n_axes > 1:
        pca = PCA(n_axes, random_state=0).fit(some.astype(np.float64))
        for size, name in ((2, "principal components of the codes"), (3, "3-D")):
            if size <= n_axes:
                labels = [f"component {number + 1}" for number in range(size)]
                found.append(View(name, pca.mean_, pca.components_[:size], labels))
    pairs = min(n_units - 1, MAX_UNIT_VIEWS)
    return found + [of_units(unit, unit + 1) for unit in range(pairs)]
