"""Comparison of an exported file with the estimator, on random rows."""

import copy
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
import torch

from autoencode.arrays import Array, plain_transform
from autoencode.errors import ExportError
from autoencode.estimators import fitted_estimators, takes_interactions, takes_texts
from autoencode.export.graphs import IN_DATA_UNITS, METHODS, DecoderGraph, Graph
from autoencode.models.reconstruction import loss_of_fit
from autoencode.nn.blocks import Blocks
from autoencode.storage import Run
from autoencode.warning_filters import ignored_warnings

N_ROWS, N_ALONE = 1000, 20  # random rows: together, and some in batches of one
TOLERANCE = 1e-5
ROUNDING = 2.0**-22  # relative: that of float32 numbers, in a few operations
LARGEST = 1e-3  # difference that rounding errors excuse
# A row so near to a step, where an output jumps, may be on either side of it after
# rounding: a share of its values, and in how many directions and back.
NEAR_STEP, N_DIRECTIONS = 1e-6, 4
INNER = 0.98  # share of an interval that is drawn from: rows are rounded to float32

Compute = Callable[[Array], Mapping[str, Array]]


class Difference(NamedTuple):
    """The largest difference of a file from its estimator.

    Attributes
    ----------
    largest : float
        Relative difference.

    output : str
        The output that has it.

    n_rows : int
        Number of rows that were compared.
    """

    largest: float
    output: str
    n_rows: int


def check(graph: Graph, run: Run, compute: Compute, n_rows: int = N_ROWS) -> Difference:
    """Compare a file with the methods of its estimator.

    Parameters
    ----------
    graph : Graph
        What the file holds.

    run : Run
        The run that it is of.

    compute : callable
        Returns the outputs of the file by name, for a float32 input.

    n_rows : int, default=1000
        Number of random rows. They are computed together, and the first 20 also in
        batches of one.

    Returns
    -------
    Difference
        Differences are divided by the larger of the value and its unit: 1, or for
        reconstructions and their errors one unit of the network, in data units. If the
        outputs have steps, such as those of bits, rows next to one are left out.

    Raises
    ------
    ExportError
        If a difference is above 1e-5, and above the rounding errors of the estimator.
    """
    X = random_rows(run, n_rows)
    if isinstance(graph, DecoderGraph):
        codes = plain_transform(run.model, run.scale(X.astype(np.float64)))
        X = np.asarray(codes, dtype=np.float32)
    wanted = expected(graph, run, X)
    if graph.has_steps:
        is_clear = ~_near_step(graph, run, X, wanted)
        X, wanted = X[is_clear], {k: v[is_clear] for k, v in wanted.items()}
    together = dict(compute(X))
    alone = [compute(X[row : row + 1]) for row in range(min(N_ALONE, len(X)))]
    found = []
    for name, values in wanted.items():
        unit = _unit(run, name, values)
        singles = np.concatenate([each[name] for each in alone])
        parts = [
            _difference(got, values[: len(got)], unit)
            for got in (together[name], singles)
        ]
        found.append(Difference(float(np.max(parts)), name, len(X)))
    wrong = [each for each in found if not each.largest <= TOLERANCE]  # also NaN
    if wrong:
        _check_rounding(wrong, graph, run, X, wanted)
    return max(found)


def _check_rounding(
    wrong: list[Difference], graph: Graph, run: Run, X: Array, wanted: dict[str, Array]
) -> None:
    """Raise ExportError for differences larger than the model's own rounding errors.

    Rounding errors are as if each weight were a little different (backward error). What
    then changes by more than 1e-5 has fewer correct digits in the estimator itself.
    """
    other, generator = copy.deepcopy(graph), torch.Generator().manual_seed(0)
    x = torch.from_numpy(X)
    with torch.no_grad():
        for weights in (*other.parameters(), *other.buffers()):
            if weights.dtype == torch.float32:
                noise = torch.randn(weights.shape, generator=generator)
                weights.mul_(1 + ROUNDING * noise)
        moved, own_values = (
            {name: values.double().numpy() for name, values in each(x).items()}
            for each in (other, graph)
        )
    for largest, name, _ in wrong:
        unit = _unit(run, name, wanted[name])
        own = min(LARGEST, _difference(moved[name], own_values[name], unit))
        if not largest <= max(own, TOLERANCE):
            raise ExportError(
                f"The exported graph differs from {type(run.model).__name__} by "
                f"{largest:.1e} in {name!r}, more than {TOLERANCE:.0e}; nothing was "
                f"written. Use --folder, and report this."
            )


def expected(graph: Graph, run: Run, X: Array) -> dict[str, Array]:
    """Return what the estimator's methods return, by output."""
    found = {}
    with ignored_warnings():  # of missing feature names
        # The same numbers in float64: means are then subtracted without rounding.
        is_of_codes = isinstance(graph, DecoderGraph)
        Z = X if is_of_codes else run.scale(X.astype(np.float64))
        for name in graph.names:
            values = getattr(run.model, METHODS[name])(Z)
            if name in IN_DATA_UNITS:
                values = run.unscale(values.reshape(len(X), -1))
            found[name] = np.asarray(values, dtype=np.float64)
    return found


def _near_step(graph: Graph, run: Run, X: Array, wanted: Mapping[str, Array]) -> Array:
    """Return which rows have other outputs after a change by rounding.

    At least half of the rows are kept.
    """
    generator = np.random.default_rng(1)
    jump = np.zeros(len(X))
    for _ in range(N_DIRECTIONS):
        change = NEAR_STEP * generator.normal(size=X.shape)
        for sign in (1, -1):
            moved = expected(graph, run, X * (1 + sign * change))
            for name, values in wanted.items():
                unit = _unit(run, name, values)
                relative = _relative(moved[name], values, unit)
                jump = np.maximum(jump, relative.reshape(len(X), -1).max(axis=1))
    return np.asarray(jump > max(TOLERANCE, float(np.median(jump))))


def _difference(found: Array, wanted: Array, unit: Array | float) -> float:
    if found.shape != wanted.shape:
        return float("inf")
    return float(_relative(found, wanted, unit).max())


def _relative(found: Array, wanted: Array, unit: Array | float) -> Array:
    return np.asarray(np.abs(found - wanted) / np.maximum(np.abs(wanted), unit))


def _unit(run: Run, name: str, values: Array) -> Array | float:
    """Return the value that differences are compared with at least."""
    scale = float(getattr(run.model, "scale_", 1.0))
    if name == "reconstruction_error":
        return scale**2
    if name == "item_scores":
        return float(np.abs(values).max()) or 1.0
    if name not in IN_DATA_UNITS:
        return 1.0
    scaler, n_features = getattr(run.model, "scaler_", None), values.shape[1]
    ends = np.vstack([np.zeros(n_features), np.full(n_features, scale)])
    if scaler is not None:  # that of a detector
        ends = scaler.inverse_transform(ends)
    low, high = run.unscale(ends)
    return np.asarray(np.maximum(np.abs(high - low), np.finfo(np.float32).tiny))


def random_rows(run: Run, n_rows: int, seed: int = 0) -> Array:
    """Return random samples that are valid for a run, float32 in data units."""
    generator = np.random.default_rng(seed)
    with ignored_warnings():  # of missing feature names
        rows = run.unscale(_rows_of(run.model, n_rows, generator))
    return np.asarray(rows, dtype=np.float32)


def _rows_of(model: Any, n_rows: int, generator: np.random.Generator) -> Array:
    """Return random samples as an estimator takes them, in float64."""
    shape = n_rows, model.n_features_in_
    if takes_texts(model) or takes_interactions(model):
        return generator.poisson(0.5, shape).astype(np.float64)
    if not hasattr(model, "network_"):  # a task
        inner = _rows_of(next(fitted_estimators(model)), n_rows, generator)
        scaler = getattr(model, "scaler_", None)
        return inner if scaler is None else np.asarray(scaler.inverse_transform(inner))
    units = getattr(model, "visible_units_", None)
    if hasattr(model, "category_sizes"):
        return _encoded_rows(model.blocks(shape[1]), n_rows, generator)
    low, high = (0.0, np.inf) if units == "counts" else (-np.inf, np.inf)
    if units == "binary":
        low, high = 0.0, 1.0
    elif units is None:
        low, high = loss_of_fit(model).limits
    if high < np.inf:
        return low + (high - low) * (0.5 + INNER * (generator.random(shape) - 0.5))
    if low == 0:
        return generator.poisson(1.0, shape).astype(np.float64)
    return np.asarray(model.mean_ + model.scale_ * generator.normal(size=shape))


def _encoded_rows(blocks: Blocks, n_rows: int, generator: np.random.Generator) -> Array:
    """Return random rows of an encoded table, without missing cells."""
    parts = [generator.normal(size=(n_rows, blocks.n_numbers))]
    if blocks.has_flags:
        parts.append(np.zeros((n_rows, blocks.n_numbers)))
    for width in blocks.widths:
        parts.append(np.eye(width)[generator.integers(width, size=n_rows)])
    return np.hstack(parts)
