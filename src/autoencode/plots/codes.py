"""Scatter plots of codes (or raw features), coloured by class or by a number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from autoencode.data.labels import MISSING
from autoencode.errors import InvalidDataError
from autoencode.plots.canvas import (
    INK,
    LARGE,
    MODEL_COLOUR,
    NO_CLASS,
    NORMAL,
    SMALL,
    class_colours,
    label,
    matrix,
    new_figure,
    style,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MAX_POINTS = 10_000
MAX_LEGEND = 30
MARKERS = ("o", "^", "s", "D")  # distinguish classes with similar colours


@dataclass(frozen=True)
class _Points:
    """Points to draw, in random order, with their colours and markers."""

    X: NDArray[np.float64]  # (n_points, n_columns)
    values: Any = None  # (n_points,): class indices or a continuous y; None without y
    classes: list[str] | None = None  # names, if values are class indices
    n_named: int = 0  # how many of these have a colour; the rest have no class
    shown: tuple[int, ...] = ()  # classes of legend or strips, in ascending order

    @property
    def colours(self) -> NDArray[np.float64]:
        from matplotlib.colors import to_rgba_array

        n_others = len(self.classes or []) - self.n_named
        others = to_rgba_array([NO_CLASS] * n_others)
        return np.concatenate([class_colours(self.n_named), others])

    def marker(self, place: int) -> str:
        """Return the marker of a class: circles only, up to ten classes."""
        many = self.classes is not None and len(self.classes) > 10
        return MARKERS[place % len(MARKERS)] if many else "o"


def codes_map(
    codes: ArrayLike,
    y: ArrayLike | None,
    class_names: Sequence[Any] | None,
    *,
    title: str,
    names: Sequence[Any] | None = None,
) -> "Figure":
    """Draw the first two columns of codes, coloured by ``y``.

    A single column is drawn as one strip per class, against a continuous ``y``, or as a
    histogram. At most 10,000 points are drawn: a fixed random subsample. A class has
    the colour of its place in ``class_names``, whether or not others occur, as on the
    maps of report and explorer.

    Parameters
    ----------
    codes : array-like of shape (n_samples, n_columns)
        Codes, or raw features.
    y : array-like of shape (n_samples,), optional
        Classes (integers, strings) or a continuous number per sample.
    class_names : sequence of str, optional
        Name of class 0, 1, ...; samples with another ``y``, such as -1, are grey.
    title : str
        Title of the figure.
    names : sequence of str, optional
        Names of the columns, for the axes.

    Raises
    ------
    InvalidDataError
        If the lengths of ``y`` and ``codes`` differ, or no code is finite.
    """
    points = _points(codes, y, class_names, 2)
    figure = new_figure(7.5 if points.values is not None else 6, 5.4)
    axes = figure.add_subplot()
    axis_names = _axis_names(names, points.X.shape[1])
    if points.X.shape[1] == 1:
        _draw_one_column(axes, points, axis_names[0])
    else:
        _scatter(figure, axes, points)
        axes.set_xlabel(axis_names[0], fontsize=NORMAL)
        axes.set_ylabel(axis_names[1], fontsize=NORMAL)
    axes.set_title(label(title, 80), fontsize=LARGE, color=INK)
    style(axes)
    return figure


def codes_maps(
    maps: Mapping[str, ArrayLike],
    y: ArrayLike | None,
    class_names: Sequence[Any] | None,
) -> "Figure":
    """Draw two-dimensional maps of the same samples side by side, coloured by ``y``.

    Parameters
    ----------
    maps : mapping of str to array-like of shape (n_samples, 2)
        The maps by title.
    y, class_names
        As for `codes_map`.

    Raises
    ------
    InvalidDataError
        If the lengths of ``y`` and a map differ, or no code is finite.
    """
    figure = new_figure(5.0 * len(maps) + 1.0, 5.0)
    for number, (title, codes) in enumerate(maps.items(), start=1):
        points = _points(codes, y, class_names, 2)
        axes = figure.add_subplot(1, len(maps), number)
        _scatter(figure, axes, points, with_legend=number == len(maps))
        axes.set_title(label(title, 60), fontsize=LARGE, color=INK)
        axes.set_xticks([])
        axes.set_yticks([])
        style(axes, grid=False)
    return figure


def draw_map(
    figure: "Figure",
    axes: "Axes",
    codes: ArrayLike,
    y: ArrayLike | None,
    class_names: Sequence[Any] | None,
    *,
    with_legend: bool,
) -> None:
    """Draw the first two columns of codes into axes, as `codes_map` does.

    The legend has all classes, since other maps of the figure may be of samples of
    other classes.
    """
    points = _points(codes, y, class_names, 2)
    points = replace(points, shown=tuple(range(len(points.classes or []))))
    if points.X.shape[1] == 1:
        _draw_one_column(axes, points, "")
    else:
        _scatter(figure, axes, points, with_legend=with_legend)


def codes_map_3d(
    codes: ArrayLike,
    y: ArrayLike | None,
    class_names: Sequence[Any] | None,
    *,
    title: str,
    names: Sequence[Any] | None = None,
) -> "Figure":
    """Draw the first three columns of codes in 3-D, coloured by ``y``.

    Parameters and errors are those of `codes_map`, and:

    Raises
    ------
    InvalidDataError
        If there are fewer than three columns.
    """
    points = _points(codes, y, class_names, 3)
    if points.X.shape[1] < 3:
        raise InvalidDataError(
            f"A map in 3-D needs at least 3 columns; got {points.X.shape[1]}. Use "
            "codes_map."
        )
    figure = new_figure(8 if points.values is not None else 6.5, 6)
    axes: Any = figure.add_subplot(projection="3d")
    _scatter(figure, axes, points)
    x_name, y_name, z_name = _axis_names(names, 3)
    axes.set_xlabel(x_name, fontsize=NORMAL)
    axes.set_ylabel(y_name, fontsize=NORMAL)
    axes.set_zlabel(z_name, fontsize=NORMAL)
    axes.tick_params(labelsize=7, pad=0)
    for axis in (axes.xaxis, axes.yaxis, axes.zaxis):
        axis.set_pane_color((0.97, 0.97, 0.97, 1.0))
    axes.set_box_aspect(None, zoom=1.0)
    axes.set_title(label(title, 80), fontsize=LARGE, color=INK)
    return figure


def _points(
    codes: ArrayLike,
    y: ArrayLike | None,
    class_names: Sequence[Any] | None,
    n_columns: int,
) -> _Points:
    """Choose at most `MAX_POINTS` samples in random order; detect the type of ``y``."""
    X = matrix("codes", codes)
    values = None if y is None else np.asarray(y)
    if values is not None and values.dtype.kind == "O":
        values = values.astype(str)
    if values is not None and values.shape != (len(X),):
        raise InvalidDataError(
            f"y must have shape ({len(X)},), one value per sample; got {values.shape}."
        )
    X = X[:, :n_columns]
    usable = np.isfinite(X).all(axis=1)
    if values is not None and values.dtype.kind == "f":
        usable &= np.isfinite(values)
    if not usable.any():
        raise InvalidDataError("None of the codes is finite; there is nothing to draw.")
    order = np.random.default_rng(0).permutation(np.flatnonzero(usable))[:MAX_POINTS]
    if values is None:
        return _Points(X[order])
    found, places = np.unique(values[usable], return_inverse=True)
    whole = values.dtype.kind != "f" or bool((found == found.round()).all())
    few = len(found) <= MAX_LEGEND or values.dtype.kind in "USb"
    if not whole or (class_names is None and not few):
        return _Points(X[order], values[order].astype(np.float64))
    names, own = _classes(found.tolist(), class_names)
    numbers = np.zeros(len(X), dtype=int)
    numbers[usable] = own[places]
    n_named = len(names if class_names is None else class_names)
    shown = tuple(sorted(set(own.tolist())))
    return _Points(X[order], numbers[order], names, n_named, shown)


def _classes(
    found: list[Any], class_names: Sequence[Any] | None
) -> tuple[list[str], NDArray[np.intp]]:
    """Return the names of all classes, and the place of each value among them.

    Values that have no name follow those that have one.
    """
    given = [] if class_names is None else [str(name) for name in class_names]
    known = {name: place for place, name in enumerate(given)}
    texts, places = list(given), []
    for value in found:
        number = int(value) if isinstance(value, float) else value
        if isinstance(number, int) and number in range(len(given)):
            places.append(int(number))
        elif str(number) in known:
            places.append(known[str(number)])
        else:
            places.append(len(texts))
            is_missing = class_names is not None and number == MISSING
            texts.append("no label" if is_missing else str(number))
    return [label(text, 22) for text in texts], np.array(places, dtype=np.intp)


def _axis_names(names: Sequence[Any] | None, n_columns: int) -> list[str]:
    """Return the names of the drawn columns."""
    given = [label(name, 40) for name in names or []]
    return given[:n_columns] + [f"code {i}" for i in range(len(given), n_columns)]


def _point_look(n_points: int) -> dict[str, Any]:
    """Return area and opacity of points, which decrease with their number."""
    return {
        "s": float(np.clip(15_000 / n_points, 5, 28)),
        "alpha": float(np.clip(2500 / n_points, 0.5, 0.85)),
        "linewidths": 0,
    }


def _scatter(
    figure: "Figure", axes: Any, points: _Points, *, with_legend: bool = True
) -> None:
    """Draw points of two or three columns, with legend or colour bar."""
    look = _point_look(len(points.X))
    if points.values is None:
        axes.scatter(*points.X.T, color=MODEL_COLOUR, **look)
    elif points.classes is None:
        _colour_bar(figure, axes, axes.scatter(*points.X.T, c=points.values, **look))
    else:
        for marker in MARKERS:
            markers = [points.marker(place) for place in range(len(points.classes))]
            chosen = np.isin(points.values, np.flatnonzero(np.equal(markers, marker)))
            if chosen.any():
                colours = points.colours[points.values[chosen]]
                axes.scatter(*points.X[chosen].T, c=colours, marker=marker, **look)
        if with_legend:
            _legend(figure, points)


def _colour_bar(figure: "Figure", axes: "Axes", drawn: Any) -> None:
    """Draw the colour bar of a continuous y."""
    pad = 0.14 if axes.name == "3d" else 0.04  # room for the label of the third axis
    bar = figure.colorbar(drawn, ax=axes, shrink=0.8, pad=pad)
    bar.solids.set(alpha=1)  # type: ignore[union-attr]
    bar.ax.tick_params(labelsize=SMALL)
    bar.outline.set_visible(False)
    bar.set_label("y", fontsize=NORMAL)


def _legend(figure: "Figure", points: _Points) -> None:
    """Draw the legend of classes to the right of the axes."""
    from matplotlib.lines import Line2D

    classes = points.classes or []
    colours, shown = points.colours, points.shown[:MAX_LEGEND]
    handles = [
        Line2D(
            [], [], linestyle="none", marker=points.marker(place), color=colours[place]
        )
        for place in shown
    ]
    texts = [classes[place] for place in shown]
    if len(points.shown) > MAX_LEGEND:
        handles.append(Line2D([], [], linestyle="none"))
        texts = [*texts, f"and {len(points.shown) - MAX_LEGEND} more"]
    figure.legend(
        handles,
        texts,
        loc="outside right center",
        fontsize=SMALL if len(texts) <= 20 else 7,
        frameon=False,
        handletextpad=0.2,
    )


def _draw_one_column(axes: "Axes", points: _Points, name: str) -> None:
    """Draw one strip per class, the code against a continuous y, or a histogram."""
    x = points.X[:, 0]
    axes.set_xlabel(name, fontsize=NORMAL)
    if points.values is not None and points.classes is None:
        axes.scatter(x, points.values, color=MODEL_COLOUR, **_point_look(len(x)))
        axes.set_ylabel("y", fontsize=NORMAL)
    elif points.classes is None or len(points.shown) > MAX_LEGEND:
        axes.hist(x, bins=min(60, max(5, len(x) // 20)), color=MODEL_COLOUR)
        axes.set_ylabel("samples", fontsize=NORMAL)
    else:
        spread = np.random.default_rng(0).uniform(-0.35, 0.35, size=len(x))
        colours = points.colours[points.values]
        strips = np.searchsorted(points.shown, points.values)
        axes.scatter(x, strips + spread, c=colours, **_point_look(len(x)))
        names = [points.classes[place] for place in points.shown]
        axes.set_yticks(range(len(names)), names)
        axes.set_ylim(len(names) - 0.4, -0.6)
