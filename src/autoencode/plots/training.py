"""Plots of training: loss by epoch, and explained variance."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from autoencode.errors import InvalidDataError
from autoencode.plots.canvas import (
    GREY,
    INK,
    LARGE,
    MODEL_COLOUR,
    NORMAL,
    PCA_COLOUR,
    SMALL,
    VALIDATION_COLOUR,
    class_colours,
    label,
    new_figure,
    number,
    style,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NOT_TERMS = (
    "epoch",
    "loss",
    "validation_loss",
    "active_units",
    "used_entries",
    "changed",  # of a refinement of clusters
    "discriminator",
    "opponent",  # its name in older runs
    "learning_rate",
    "seconds",
)
# Ticks of an integer axis.
INTEGER_TICKS: dict[str, Any] = {
    "nbins": 10,
    "integer": True,
    "min_n_ticks": 1,
    "steps": [1, 2, 5, 10],
}
LOG_RATIO = 10.0  # ratio of largest to smallest loss from which a log scale is used


def learning_curve(
    history: Sequence[Mapping[str, Any]],
    *,
    kept_epoch: int | None = None,
    title: str = "Learning curve",
) -> "Figure":
    """Draw training and validation loss by epoch, with the kept epoch marked.

    Several loss terms are drawn as pale lines. The loss is in log scale if its range is
    large; a panel below shows the learning rate.

    Parameters
    ----------
    history : list of dict
        One per epoch, as ``history_``: ``epoch``, ``loss``, one value per loss term,
        the same with ``validation_`` before them, ``learning_rate``, ``seconds``.

    kept_epoch : int or None, default=None
        Epoch whose weights are kept; no epoch is marked if it is not in the history.
        None is that of the lowest validation loss (with a discriminator, of its
        reconstruction term), and without validation the last one.

    title : str, default="Learning curve"
        Title above the losses.

    Raises
    ------
    InvalidDataError
        If there is no epoch, or no finite loss.
    """
    from matplotlib.ticker import MaxNLocator

    columns = {key: _column(history, key) for key in _keys(history)}
    losses: dict[str, NDArray[np.float64]] = {
        key: columns[key]
        for key in ("loss", "validation_loss")
        if key in columns and np.isfinite(columns[key]).any()
    }
    if not losses:
        raise InvalidDataError("The history has no epoch with a finite loss.")
    epochs = columns.get("epoch", np.arange(1, len(history) + 1, dtype=float))
    rates = columns.get("learning_rate", np.full(len(epochs), np.nan))
    has_rates = bool(np.isfinite(rates).any())
    figure = new_figure(7, 4.6 if has_rates else 4)
    n_panels = 2 if has_rates else 1
    panels = figure.subplots(
        n_panels, squeeze=False, sharex=True, height_ratios=[5, 1][:n_panels]
    ).ravel()
    _draw_losses(panels[0], epochs, losses, columns)
    panels[0].set_title(title, fontsize=LARGE, color=INK)
    _mark_kept(panels[0], epochs, losses, columns, kept_epoch)
    _shared_legend(figure, panels[:1], loc="outside lower center")
    if has_rates:
        _draw(panels[1], epochs, rates, color=GREY)
        panels[1].set_ylabel("learning\nrate", fontsize=SMALL)

    for axes in panels:
        style(axes)
    panels[-1].set_xlabel("epoch", fontsize=NORMAL)
    panels[-1].xaxis.set_major_locator(MaxNLocator(**INTEGER_TICKS))
    return figure


def loss_curves(panels: Mapping[str, Mapping[str, Sequence[float]]]) -> "Figure":
    """Draw training losses of several models by epoch, in panels with a common scale.

    Parameters
    ----------
    panels : mapping of mapping
        The loss after each epoch, by title of the panel and name of the model.

    Raises
    ------
    InvalidDataError
        If there is no finite loss.
    """
    from matplotlib.ticker import MaxNLocator

    names = list(dict.fromkeys(name for curves in panels.values() for name in curves))
    shades = dict(zip(names, class_colours(len(names)), strict=True))
    series = [
        np.asarray(losses, dtype=float)
        for curves in panels.values()
        for losses in curves.values()
    ]
    if not any(np.isfinite(losses).any() for losses in series):
        raise InvalidDataError("There is no finite loss to draw.")
    n_columns = min(2, len(panels))
    n_rows = -(-len(panels) // n_columns)
    figure = new_figure(4 * n_columns, 3 * n_rows)
    grid = figure.subplots(n_rows, n_columns, squeeze=False, sharex=True, sharey=True)
    for axes, (title, curves) in zip(grid.ravel(), panels.items(), strict=False):
        for name, losses in curves.items():
            epochs = np.arange(1.0, len(losses) + 1)
            values = np.asarray(losses, dtype=float)
            _draw(axes, epochs, values, color=shades[name], label=label(name))
        axes.set_title(label(title), fontsize=NORMAL, color=INK)
        axes.xaxis.set_major_locator(MaxNLocator(**INTEGER_TICKS))
        style(axes)
    _set_scale(grid[0, 0], series)
    for axes in grid.ravel()[len(panels) :]:
        axes.set_visible(False)
    figure.supxlabel("epoch", fontsize=NORMAL)
    figure.supylabel("training loss (mean per sample)", fontsize=NORMAL)
    _shared_legend(figure, grid.ravel())
    return figure


def scree(
    explained_variance_ratio: ArrayLike,
    model_share: float | None = None,
    n_components: int | None = None,
) -> "Figure":
    """Draw the explained variance of PCA's components, and of the autoencoder.

    Parameters
    ----------
    explained_variance_ratio : array-like of shape (n_pca_components,)
        ``explained_variance_ratio_`` of PCA.
    model_share : float, at most 1, optional
        Share of variance explained by the autoencoder.
    n_components : int, optional
        Size of its codes, by default the number of PCA components.

    Raises
    ------
    InvalidDataError
        If there are no components.
    """
    from matplotlib.ticker import MaxNLocator, PercentFormatter

    shares = np.nan_to_num(np.ravel(np.asarray(explained_variance_ratio, dtype=float)))
    if not shares.size:
        raise InvalidDataError("explained_variance_ratio must not be empty.")
    n_components = n_components or len(shares)
    cumulative = np.cumsum(shares)
    # Leave out components after nearly all variance is explained.
    enough = int(np.searchsorted(cumulative, 0.995 * cumulative[-1])) + 1
    last = min(len(shares), max(enough, 2 * n_components, 10))
    places = np.arange(1, last + 1)
    figure = new_figure(7, 4.2)
    axes = figure.add_subplot()
    axes.bar(places, shares[:last], color=PCA_COLOUR, alpha=0.45, label="PCA, single")
    look: dict[str, Any] = {"marker": "o" if last <= 40 else None, "markersize": 3}
    look |= {"color": PCA_COLOUR, "label": "PCA, cumulative"}
    axes.plot(places, cumulative[:last], **look)
    low = 0.0
    if model_share is not None and np.isfinite(model_share):
        _mark_model(axes, cumulative, model_share, n_components)
        low = -0.06 - float(np.clip(-model_share, 0, 1)) if model_share < 0 else 0.0
    axes.set(xlim=(0.4, max(last, n_components) + 0.6), ylim=(low, 1.04))
    axes.set_xlabel("components", fontsize=NORMAL)
    axes.set_ylabel("share of variance", fontsize=NORMAL)
    axes.xaxis.set_major_locator(MaxNLocator(**INTEGER_TICKS))
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, symbol=" %"))
    style(axes)
    figure.legend(loc="outside upper center", ncols=3, fontsize=SMALL, frameon=False)
    return figure


def _shared_legend(
    figure: "Figure",
    panels: Iterable["Axes"],
    loc: Literal["outside upper center", "outside lower center"] = (
        "outside upper center"
    ),
) -> None:
    """Draw one legend outside all panels, with unique names."""
    handles = {
        text: handle
        for axes in panels
        for handle, text in zip(*axes.get_legend_handles_labels(), strict=True)
    }
    figure.legend(
        list(handles.values()),
        list(handles),
        loc=loc,
        ncols=5,
        fontsize=SMALL,
        frameon=False,
    )


def _mark_model(
    axes: "Axes", cumulative: NDArray[np.float64], share: float, n_components: int
) -> None:
    """Mark the autoencoder's share, with a dotted line to the same share of PCA."""
    text = f"autoencoder: {100 * share:.1f} % with {n_components} components"
    if n_components <= len(cumulative):
        text += f" (PCA: {100 * cumulative[n_components - 1]:.1f} %)"
    axes.plot(
        [n_components],
        [max(share, -1.0)],
        marker="*",
        markersize=14,
        linestyle="none",
        color=MODEL_COLOUR,
        markeredgecolor="white",
        zorder=5,
        label=text,
    )
    equal = int(np.searchsorted(cumulative, share)) + 1
    if equal <= len(cumulative) and share > 0:
        axes.plot(
            [n_components, equal], [share, share], ":", color=MODEL_COLOUR, linewidth=1
        )


def _draw_losses(
    axes: "Axes",
    epochs: NDArray[np.float64],
    losses: dict[str, NDArray[np.float64]],
    columns: dict[str, NDArray[np.float64]],
) -> None:
    """Draw the losses, and their terms if there are several."""
    terms = [
        key
        for key in columns
        if key not in NOT_TERMS and not key.startswith("validation_")
    ]
    names = {"loss": "training", "validation_loss": "validation"}
    colours = {"loss": MODEL_COLOUR, "validation_loss": VALIDATION_COLOUR}
    drawn = list(losses.values())
    if len(terms) > 1:
        shades = class_colours(len(terms) + 2)[2:]
        for term, shade in zip(terms, shades, strict=True):
            text = label(term.replace("_", " "))
            _draw(axes, epochs, columns[term], color=shade, alpha=0.6, lw=1, label=text)
            drawn.append(columns[term])
    for key, values in losses.items():
        _draw(axes, epochs, values, color=colours[key], label=names[key])
    _set_scale(axes, drawn)
    axes.set_ylabel("loss (mean per sample)", fontsize=NORMAL)


def _mark_kept(
    axes: "Axes",
    epochs: NDArray[np.float64],
    losses: dict[str, NDArray[np.float64]],
    columns: dict[str, NDArray[np.float64]],
    kept_epoch: int | None,
) -> None:
    """Mark the epoch whose weights are kept."""
    loss = list(losses.values())[-1]
    if kept_epoch is None:
        places = [_lowest(losses, columns)]
    else:
        places = np.flatnonzero(epochs == kept_epoch).tolist()
    for kept in places:
        axes.axvline(epochs[kept], color=GREY, linestyle=":", linewidth=1)
        axes.plot(
            epochs[kept],
            loss[kept],
            marker="o",
            markersize=8,
            markerfacecolor="none",
            markeredgecolor=INK,
            linestyle="none",
            label=f"kept: epoch {epochs[kept]:.0f}, {number(loss[kept])}",
        )


def _lowest(
    losses: dict[str, NDArray[np.float64]], columns: dict[str, NDArray[np.float64]]
) -> int:
    """Return the index of the lowest validation loss; of the last epoch without."""
    last = list(losses)[-1]
    if not last.startswith("validation_"):
        return int(np.flatnonzero(np.isfinite(losses[last]))[-1])
    term = last.replace("loss", "reconstruction")
    is_adversarial = "discriminator" in columns or "opponent" in columns
    monitored = columns[term if is_adversarial and term in columns else last]
    return int(np.argmin(np.where(np.isfinite(monitored), monitored, np.inf)))


def _draw(
    axes: "Axes", x: NDArray[np.float64], y: NDArray[np.float64], **look: Any
) -> None:
    """Draw a line, with markers if there are few points."""
    axes.plot(x, y, marker="o" if len(x) <= 15 else None, markersize=3, **look)


def _set_scale(axes: "Axes", series: list[NDArray[np.float64]]) -> None:
    """Use a log scale if all values are positive and their range is large."""
    values = np.concatenate(series)
    values = values[np.isfinite(values)]
    if values.min() > 0 and values.max() / values.min() >= LOG_RATIO:
        axes.set_yscale("log")
        if values.min() >= 1 and values.max() <= 10_000:  # "200", not "2 x 10^2"
            from matplotlib.ticker import LogFormatter

            axes.yaxis.set_major_formatter(LogFormatter())
            axes.yaxis.set_minor_formatter(LogFormatter())


def _keys(history: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the keys of all epochs, in order of appearance."""
    return list(dict.fromkeys(key for row in history for key in row))


def _column(history: Sequence[Mapping[str, Any]], key: str) -> NDArray[np.float64]:
    """Return one value per epoch, NaN if missing."""
    values = [row.get(key) for row in history]
    return np.array([np.nan if v is None else float(v) for v in values])
