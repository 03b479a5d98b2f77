"""Picture of clusters: three measures by the number of clusters."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from autoencode.errors import InvalidDataError
from autoencode.plots.canvas import (
    GREY,
    INK,
    LARGE,
    MODEL_COLOUR,
    NORMAL,
    PCA_COLOUR,
    SMALL,
    new_figure,
    style,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Key, title, and whether a higher value is better.
MEASURES = (
    ("bic", "BIC of Gaussian mixtures", False),
    ("silhouette", "silhouette", True),
    ("stability", "agreement of two halves", True),
)


def numbers_of_clusters(
    rows: Sequence[Mapping[str, float]], suggested: int
) -> "Figure":
    """Draw three measures by the number of clusters, and the suggested number.

    A ring marks the best number by each measure alone.

    Parameters
    ----------
    rows : sequence of mapping
        ``n_clusters``, ``bic``, ``silhouette`` and ``stability`` of each number: see
        `autoencode.tasks.cluster_number.suggest_n_clusters`.

    suggested : int
        The suggested number of clusters.

    Raises
    ------
    InvalidDataError
        If there are no rows.
    """
    from matplotlib.ticker import MaxNLocator

    if not rows:
        raise InvalidDataError("There are no numbers of clusters to draw.")
    figure = new_figure(9.5, 3.2)
    numbers = np.array([row["n_clusters"] for row in rows])
    for place, (key, title, is_higher) in enumerate(MEASURES):
        axes = figure.add_subplot(1, len(MEASURES), place + 1)
        values = np.array([row[key] for row in rows])
        best = values.argmax() if is_higher else values.argmin()
        axes.axvline(suggested, color=PCA_COLOUR, linestyle="--", linewidth=1.2)
        axes.plot(numbers, values, color=MODEL_COLOUR, marker="o", markersize=4)
        axes.plot(
            numbers[best],
            values[best],
            marker="o",
            markersize=11,
            markerfacecolor="none",
            color=GREY,
        )
        better = "higher" if is_higher else "lower"
        axes.set_title(f"{title} ({better} is better)", fontsize=NORMAL, color=INK)
        axes.set_xlabel("number of clusters", fontsize=SMALL)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        style(axes)
    figure.suptitle(
        f"Suggested: {suggested} clusters, by silhouette and agreement",
        fontsize=LARGE,
        color=INK,
    )
    return figure
