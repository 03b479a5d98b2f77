"""Plot of a sweep: error by the value of a parameter, and the values suggested."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from autoencode.errors import InvalidDataError
from autoencode.plots.canvas import (
    GREEN,
    GREY,
    INK,
    LARGE,
    MODEL_COLOUR,
    NORMAL,
    PCA_COLOUR,
    PURPLE,
    VALIDATION_COLOUR,
    label,
    legend_beside,
    new_figure,
    number,
    style,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLOURS = {"training": GREY, "held out": VALIDATION_COLOUR, "test": MODEL_COLOUR}
MARK_COLOURS = (GREEN, PURPLE, INK)
LOG_RATIO = 4.0  # ratio of largest to smallest error from which a log scale is used
MAX_TICKS = 20
ROUNDING = 1e-9  # share of the largest error, below which an error is rounding


def error_curves(
    values: Sequence[Any],
    errors: Mapping[str, Sequence[float | None]],
    pca: Mapping[str, Sequence[float | None]],
    marks: Mapping[str, float] | None = None,
    *,
    name: str = "size of the code",
) -> "Figure":
    """Draw errors by the value of a parameter, with PCA's beside.

    Parameters
    ----------
    values : sequence of numbers or of str
        Numbers are positions on the axis; texts are drawn at equal distances.

    errors : mapping from str to sequence of float of the same length
        Errors by part of the data: "training", "held out", "test". None is left out.

    pca : mapping like ``errors``
        Errors of PCA, drawn as dashed lines.

    marks : mapping from str to number, default=None
        Values to mark with vertical lines, by the name of the rule. Values at the same
        place share a line.

    name : str
        Label of the axis.

    Errors of rounding are below the axes.

    Raises
    ------
    InvalidDataError
        If there is no finite error.
    """
    from matplotlib.ticker import MaxNLocator

    curves = {key: np.asarray(list(each), float) for key, each in errors.items()}
    drawn = np.concatenate([*curves.values(), np.empty(0)])
    if not np.isfinite(drawn).any():
        raise InvalidDataError("There is no error to draw.")
    are_numbers = all(isinstance(value, int | float) for value in values)
    x = list(values) if are_numbers else list(range(len(values)))
    figure = new_figure(7, 4.2)
    axes = figure.add_subplot()
    for key, each in curves.items():
        colour = COLOURS.get(key, MODEL_COLOUR)
        axes.plot(x, each, color=colour, marker="o", markersize=4, label=label(key, 40))
    for key, other in pca.items():
        dashed = np.asarray(list(other), float)
        drawn = np.concatenate([drawn, dashed])
        axes.plot(x, dashed, color=PCA_COLOUR, linestyle="--", label=label(key, 40))
    _mark(axes, marks or {})
    finite = drawn[np.isfinite(drawn)]
    known = finite[finite > ROUNDING * finite.max()]
    if known.size and known.max() > LOG_RATIO * known.min():
        _plain_log_scale(axes)
        if known.size < finite.size:  # lines to them leave the axes at the bottom
            margin = (known.max() / known.min()) ** 0.05
            axes.set_ylim(known.min() / margin, known.max() * margin)
    if are_numbers:
        axes.xaxis.set_major_locator(MaxNLocator(MAX_TICKS, integer=True))
    else:
        axes.set_xticks(x, [label(value) for value in values])
    axes.set_xlabel(name, fontsize=NORMAL)
    axes.set_ylabel("reconstruction error", fontsize=NORMAL)
    axes.set_title(f"Error by {name}", fontsize=LARGE, color=INK)
    style(axes)
    legend_beside(axes)
    return figure


def _plain_log_scale(axes: Any) -> None:
    """Use a logarithmic axis with ticks such as 0.5, 1 and 2."""
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

    axes.set_yscale("log")
    axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, place: number(value)))
    axes.yaxis.set_minor_formatter(NullFormatter())


def _mark(axes: Any, marks: Mapping[str, float]) -> None:
    """Draw a vertical line at each marked value, with the rules that name it."""
    rules: dict[float, list[str]] = {}
    for rule, value in marks.items():
        rules.setdefault(value, []).append(rule)
    for place, (value, names) in enumerate(rules.items()):
        axes.axvline(
            value,
            color=MARK_COLOURS[place % len(MARK_COLOURS)],
            linestyle=":",
            linewidth=1.5,
            label=f"{', '.join(names)}: {value}",
        )
