"""Shared helpers of plots: figures, colours, labels and saving.

``pyplot`` is not used: figures need no display, and the user's figures and settings are
not changed.
"""

import os
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from autoencode.errors import InvalidDataError, InvalidParameterError
from autoencode.files import writing

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DPI = 120
INK, GREY, PALE = "#222222", "#777777", "#dddddd"
# From the palette of Okabe and Ito, which is safe for colour-blind readers.
MODEL_COLOUR, PCA_COLOUR, VALIDATION_COLOUR = "#0072b2", "#d55e00", "#e69f00"
GREEN, PURPLE = "#009e73", "#cc79a7"
# Classes: first those of Okabe and Ito. The maps of report and explorer have the same.
CLASS_COLOURS = (
    *("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8f7ee7"),
    *("#b5a300", "#7a5230", "#00b3a4", "#a83279", "#5f8f00", "#3d5a98", "#e07b91"),
    *("#6f6f6f", "#c49c5a"),
)
NO_CLASS = "#8a8f98"  # of samples without a label
WIDER = 1.03  # drawn text than its outlines, which are not set on pixels
SMALL, NORMAL, LARGE = 8.0, 9.0, 11.0  # font sizes in points


def new_figure(width: float, height: float) -> "Figure":
    """Return an empty figure of this size in inches, with constrained layout."""
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    layout = ConstrainedLayoutEngine(w_pad=0.06, h_pad=0.06)
    return Figure(figsize=(width, height), dpi=DPI, layout=layout)


def save_figure(figure: "Figure", path: str | os.PathLike[str]) -> None:
    """Write a figure as PNG, atomically and reproducibly.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Any figure.
    path : path-like
        File to write; parent folders are created.

    Raises
    ------
    OutputError
        If the path cannot be written.
    """
    with writing(path) as temporary:
        figure.savefig(temporary, format="png", dpi=DPI, metadata={"Software": None})


def style(axes: "Axes", *, grid: bool = True) -> None:
    """Apply the package's style: two thin spines, small text, a pale grid."""
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(GREY)
    axes.tick_params(which="both", labelsize=SMALL, color=GREY, labelcolor=INK)
    if grid:
        axes.grid(color=PALE, linewidth=0.6)
        axes.set_axisbelow(True)


def legend_beside(axes: "Axes") -> None:
    """Draw the legend to the right of the axes, whose space the curves need."""
    axes.legend(fontsize=SMALL, frameon=False, loc="upper left", bbox_to_anchor=(1, 1))


def short(name: Any, limit: int = 24) -> str:
    """Return ``name`` as one short line of plain text."""
    text = " ".join(str(name).split())
    if len(text) > limit:
        tail = limit // 3  # names with a common prefix often differ at the end
        text = f"{text[: limit - 1 - tail].rstrip()}…{text[-tail:].lstrip()}"
    return text


def label(name: Any, limit: int = 24) -> str:
    """Return ``name`` as one short line of plain text, escaped for matplotlib."""
    text = short(name, limit).replace("$", r"\$")  # no math mode
    return f" {text}" if text.startswith("_") else text  # "_" hides legend entries


@cache
def text_width(text: str, size: float) -> float:
    """Return the width in inches of a line of text, whose size is in points."""
    from matplotlib.textpath import TextPath

    if not text.strip():
        return 0.0
    width = float(TextPath((0, 0), text, size=size).get_extents().width)
    return WIDER * width / 72


def fitted(text: Any, width: float, size: float) -> str:
    """Return text as one line, shortened to this width in inches; see `label`."""
    limit = len(str(text))
    line = label(text, limit)
    while limit > 3 and (found := text_width(line, size)) > width:
        limit = max(3, min(limit - 1, int(limit * width / found) + 1))
        line = label(text, limit)
    return line


def wrapped(text: Any, width: float, size: float, n_lines: int = 2) -> str:
    """Return text in at most so many lines of this width in inches; see `fitted`."""
    lines = [""]
    for word in re.split(r"\s+(?!%)", str(text).strip()):  # a number keeps its %
        longer = f"{lines[-1]} {word}".strip()
        is_full = lines[-1] and text_width(label(longer, len(longer)), size) > width
        if is_full and len(lines) < n_lines:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(fitted(line, width, size) for line in lines)


def feature_labels(
    feature_names: Sequence[Any] | None, n_features: int, limit: int = 24
) -> list[str]:
    """Return the names of all features, or their indices without names.

    Raises
    ------
    InvalidDataError
        If there is not one name per feature.
    """
    if feature_names is None:
        return [str(number) for number in range(n_features)]
    if len(feature_names) != n_features:
        raise InvalidDataError(
            f"feature_names must have one name per feature ({n_features}); got "
            f"{len(feature_names)}."
        )
    return [label(name, limit) for name in feature_names]


def show_features(axes: "Axes", names: list[str], *, named: bool) -> None:
    """Label the horizontal axis: with names if they are few, else with numbers."""
    from matplotlib.ticker import MaxNLocator

    if named and len(names) <= 40:
        axes.set_xticks(range(len(names)), names, fontsize=SMALL)
        if sum(map(len, names)) > 50:
            few = len(names) <= 8
            for text in axes.get_xticklabels():
                text.set(rotation=20 if few else 90, ha="right" if few else "center")
                text.set_rotation_mode("anchor" if few else "default")
    else:
        axes.xaxis.set_major_locator(MaxNLocator(8, integer=True))
        axes.set_xlabel("feature", fontsize=NORMAL)
    axes.set_xlim(-0.5, len(names) - 0.5)


def class_colours(n_classes: int) -> NDArray[np.float64]:
    """Return one RGBA colour per class, (n_classes, 4); of many from viridis."""
    from matplotlib import colormaps
    from matplotlib.colors import to_rgba_array

    if n_classes <= len(CLASS_COLOURS):
        return np.asarray(to_rgba_array(CLASS_COLOURS[:n_classes]))
    return np.asarray(colormaps["viridis"](np.linspace(0, 0.95, n_classes)))


def number(value: float) -> str:
    """Format ``value`` with three significant digits, without trailing zeros."""
    if not np.isfinite(value):
        return "not finite"
    if value != 0 and not 1e-4 <= abs(value) < 1e6:
        return f"{value:.1e}"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def matrix(name: str, X: ArrayLike) -> NDArray[np.float64]:
    """Return ``X`` as float64 of shape (n_samples, n_features).

    Raises
    ------
    InvalidDataError
        If it is not two-dimensional, or empty.
    """
    array = np.asarray(X, dtype=np.float64)
    if array.ndim != 2 or array.size == 0:
        raise InvalidDataError(
            f"{name} must be of shape (n_samples, n_features) and not empty; got shape "
            f"{array.shape}."
        )
    return array


def check_pictures(*pictures: str | None) -> None:
    """Raise if names of pictures are not those of PNG files, or are equal.

    Raises
    ------
    InvalidParameterError
    """
    named = [Path(each) for each in pictures if each is not None]
    for place in named:
        if place.suffix.lower() != ".png":
            raise InvalidParameterError(
                f"Pictures are PNG files; {str(place)!r} does not end in .png."
            )
    if len({each.absolute() for each in named}) < len(named):
        raise InvalidParameterError(f"Two pictures cannot both be {named[0]}.")
