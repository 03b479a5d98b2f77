"""Plot of a search: error by trial, and by the value of each parameter."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from autoencode.errors import InvalidDataError
from autoencode.plots.canvas import (
    GREY,
    MODEL_COLOUR,
    NORMAL,
    PCA_COLOUR,
    SMALL,
    VALIDATION_COLOUR,
    new_figure,
    style,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PER_ROW = 3
STEPS = (1, 2, 5, 10)  # of ticks


def trial_errors(
    trials: Sequence[int],
    errors: Sequence[float],
    values: Mapping[str, Sequence[float]],
    *,
    given: float | None = None,
    log: Sequence[str] = (),
) -> "Figure":
    """Draw the error of each trial, and the lowest so far; and by each parameter.

    Parameters
    ----------
    trials : sequence of int
        Their numbers.
    errors : sequence of float of the same length
        Errors of held-out samples.
    values : mapping from str to sequence of float of the same length
        Values of each parameter.
    given : float, optional
        Error of the model as it was given, drawn as a line.
    log : sequence of str, default=()
        Parameters that are drawn on a logarithmic axis.

    Raises
    ------
    InvalidDataError
        If there is no trial, or lengths differ.
    """
    from matplotlib.ticker import MaxNLocator

    lengths = {len(trials), len(errors), *map(len, values.values())}
    if len(lengths) > 1 or not errors:
        raise InvalidDataError(
            f"trials, errors and values must have one entry for each trial; got "
            f"lengths {sorted(lengths)}."
        )
    n_panels = 1 + len(values)
    n_columns = min(PER_ROW, n_panels)
    n_rows = -(-n_panels // n_columns)
    figure = new_figure(0.5 + 3.0 * n_columns, 0.4 + 2.5 * n_rows)
    best = int(np.argmin(errors))
    axes = None
    for place, (name, x) in enumerate([("trial", trials), *values.items()], start=1):
        axes = figure.add_subplot(n_rows, n_columns, place, sharey=axes)
        axes.plot(x, errors, "o", markersize=4, color=VALIDATION_COLOUR)
        axes.plot(x[best], errors[best], "o", markersize=7, color=MODEL_COLOUR)
        if given is not None:
            axes.axhline(given, color=PCA_COLOUR, linestyle="--", linewidth=1)
        if name == "trial":
            lowest = np.minimum.accumulate(errors)
            axes.step(trials, lowest, where="post", color=GREY, label="lowest so far")
            if given is not None:
                axes.lines[2].set_label("model as given")
            axes.legend(fontsize=SMALL, frameon=False)
        if name in log:
            _log_axis(axes, x)
        else:
            is_whole = all(isinstance(value, int) for value in x)
            axes.xaxis.set_major_locator(MaxNLocator(4, integer=is_whole, steps=STEPS))
        axes.set_xlabel(name, fontsize=NORMAL)
        style(axes)
    figure.supylabel("held-out reconstruction error", fontsize=NORMAL)
    return figure


def _log_axis(axes: "Axes", x: Sequence[float]) -> None:
    """Make the x axis logarithmic, with a few ticks, the labels of which fit."""
    from matplotlib.ticker import LogLocator, MaxNLocator, NullLocator

    axes.set_xscale("log")
    n_decades = np.log10(max(x) / min(x))
    by_decade = LogLocator(subs=(1.0,) if n_decades > 2 else (1.0, 3.0))
    axes.xaxis.set_major_locator(
        by_decade if n_decades > 1 else MaxNLocator(4, steps=STEPS)
    )
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter("{x:g}")
