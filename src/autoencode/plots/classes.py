"""Pictures of a classifier: confusion matrix, and samples that are wrong."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from autoencode.errors import InvalidDataError
from autoencode.plots.canvas import (
    INK,
    LARGE,
    MODEL_COLOUR,
    NORMAL,
    SMALL,
    feature_labels,
    label,
    new_figure,
    style,
    wrapped,
)
from autoencode.plots.images import as_image, value_limits

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_CLASSES, MOST_NUMBERS = 60, 25  # drawn, and with the numbers of samples
N_COLUMNS = 6  # of images
LINE = 0.13  # inches
MOST_BARS = 12  # with the names of the features beside


def confusion_matrix(counts: NDArray[np.int64], class_names: Sequence[Any]) -> "Figure":
    """Draw the number of samples by class and predicted class.

    Colours are shares of the class; the numbers of samples are written in up to 25
    classes. Of more than 60 classes the most frequent ones are drawn.

    Parameters
    ----------
    counts : array of int of shape (n_classes, n_classes)
        Classes in rows, predicted classes in columns.

    class_names : sequence of length n_classes
        Names of the classes.

    Raises
    ------
    InvalidDataError
        If the shapes do not agree.
    """
    counts = np.asarray(counts)
    n_classes = len(class_names)
    if counts.shape != (n_classes, n_classes) or not counts.size:
        raise InvalidDataError(
            f"counts must have the shape ({n_classes}, {n_classes}) for {n_classes} "
            f"classes; got {counts.shape}."
        )
    totals = counts.sum(axis=1)  # also of samples predicted as classes not drawn
    most = np.sort(np.argsort(-totals, kind="stable")[:MOST_CLASSES])
    counts = counts[np.ix_(most, most)]
    names = [label(class_names[index]) for index in most]
    shares = counts / np.maximum(totals[most, None], 1)
    side = 1.8 + max(2.2, 0.34 * len(names))
    figure = new_figure(side + 0.6, side)
    axes = figure.add_subplot()
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    places = np.arange(len(names))
    axes.set_xticks(places, names, rotation=90, fontsize=SMALL)
    axes.set_yticks(places, names, fontsize=SMALL)
    axes.set_xlabel("predicted class", fontsize=NORMAL)
    axes.set_ylabel("class", fontsize=NORMAL)
    axes.set_title("Samples by class and predicted class", fontsize=LARGE, color=INK)
    style(axes, grid=False)
    if len(names) <= MOST_NUMBERS:
        for row, column in zip(*np.nonzero(counts), strict=True):
            is_dark = shares[row, column] > 0.5
            axes.text(
                column,
                row,
                f"{counts[row, column]}",
                ha="center",
                va="center",
                fontsize=SMALL - 1,
                color="white" if is_dark else INK,
            )
    return figure


def mistakes(
    X: NDArray[np.float64],
    captions: Sequence[str],
    *,
    image_shape: Sequence[int] | None = None,
    feature_names: Sequence[Any] | None = None,
) -> "Figure":
    """Draw samples that were assigned to another class.

    Parameters
    ----------
    X : array of shape (n_samples, n_features)
        The samples, at most some dozen.

    captions : sequence of str of length n_samples
        One for each sample, in up to three lines.

    image_shape : tuple of int or None, default=None
        Shape of the images; None draws a bar for each value.

    feature_names : sequence or None, default=None
        Names of the features.
    """
    X = np.asarray(X, dtype=np.float64)
    limits = value_limits(X)
    names = feature_labels(feature_names, X.shape[1], 18)
    n_columns = N_COLUMNS if image_shape else 2
    n_rows = -(-len(X) // n_columns)
    n_named = len(names) if len(names) <= MOST_BARS else 0
    side = 1.5 if image_shape else 4.0
    titles = [wrapped(each, side - 0.15, SMALL, 3) for each in captions]
    height = 1.55 if image_shape else 0.85 + 0.16 * max(n_named, 4)
    height += LINE * (1 + max((each.count("\n") for each in titles), default=0))
    figure = new_figure(side * n_columns, 0.5 + height * n_rows)
    for number, (x, title) in enumerate(zip(X, titles, strict=True)):
        axes = figure.add_subplot(n_rows, n_columns, number + 1)
        axes.set_title(title, fontsize=SMALL, color=INK)
        if image_shape:
            axes.imshow(as_image(x, image_shape, limits))
            axes.set_axis_off()
            continue
        style(axes)
        if not n_named:
            axes.bar(np.arange(len(x)), x, color=MODEL_COLOUR)
            continue
        axes.barh(np.arange(len(x)), x, color=MODEL_COLOUR)
        axes.set_yticks(np.arange(len(x)), names, fontsize=SMALL - 1)
        axes.invert_yaxis()
    figure.suptitle("Samples assigned to another class", fontsize=LARGE, color=INK)
    return figure
