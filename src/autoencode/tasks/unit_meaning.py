"""What the units of a code mean: `describe_units`.

A unit is described by what it goes along with (correlations), by the features that move
it (derivatives), and by what it changes (traversals).
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np

from autoencode.arrays import Array, Samples, dense, plain_transform, subsample
from autoencode.data.dataset import take
from autoencode.errors import InvalidDataError
from autoencode.models.image_arrays import image_shape_of
from autoencode.tasks.blocks import encode, sliceable
from autoencode.tasks.correlation import as_columns, correlations
from autoencode.tasks.image_properties import measure_images
from autoencode.tasks.sensitivity import sensitivities
from autoencode.tasks.unit_description import (
    COLUMN,
    MEASURED,
    PROPERTY,
    UnitDescription,
)
from autoencode.tasks.units import traverse, unit_shares

MAX_SAMPLES = 5000
# Samples to differentiate at, and products of samples and units: a backward pass for
# each unit takes as long as a step of training.
MAX_DIFFERENTIATED, DERIVATIVES = 1000, 50_000
COLUMNS_AT_ONCE = 256  # of a wide table, correlated in blocks
PERCENTILES = (1, 99)  # first and last step of a traversal
N_STEPS = 9
NO_SLOPES = "The codes of this model do not have derivatives."


def describe_units(
    model: Any,
    X: Any,
    properties: Any = None,
    *,
    feature_names: Sequence[str] | None = None,
    image_shape: Sequence[int] | None = None,
    start: Any = None,
    max_samples: int = MAX_SAMPLES,
) -> UnitDescription:
    """Describe what each unit of a code means.

    A correlation says what a unit goes along with in these samples, and a derivative
    which features move it; neither is a cause. Units of most models are arbitrary up
    to a rotation or more, so another seed gives other units; those of a
    `VariationalAutoencoder` are tied to the axes by its prior [1]_.

    Parameters
    ----------
    model : estimator or Pipeline
        Fitted autoencoder (`Autoencoder` or a variant, `RBM`, `DeepBeliefNetwork`,
        `TableAutoencoder`), or a pipeline of transformers that ends in one.

    X : array, data frame or sparse matrix of shape (n_samples, n_features)
        At least 2 samples, as ``model.transform`` takes them.

    properties : data frame, or mapping of str to array of shape (n_samples,), optional
        What is known about the samples and the model did not see: numbers, booleans,
        dates, or categories as text, of which each becomes a column of 0 and 1. Cells
        may be missing.

    feature_names : sequence of str, optional
        Names of the features; None takes those that the model was fitted with.

    image_shape : (height, width) or (height, width, n_channels), optional
        Shape of images; None takes that of the model or of ``X``, if they are images.
        Images are measured, see `autoencode.tasks.image_properties.measure_images`.

    start : sample of shape (1, n_features), optional
        Sample whose code is traversed, one unit at a time. None traverses the median of
        each unit.

    max_samples : int, default=5000
        More samples are replaced by a random subsample of this size.

    Returns
    -------
    UnitDescription
        ``print(*description.lines())`` and ``description.table()`` are its text.

    Raises
    ------
    InvalidDataError
        If the model has no code with a decoder, ``X`` has fewer than 2 samples, or a
        property does not have one value for each sample.

    References
    ----------
    .. [1] M. Rolinek, D. Zietlow, G. Martius. "Variational autoencoders pursue PCA
       directions (by accident)". CVPR, 2019.

    Examples
    --------
    >>> from autoencode import Autoencoder, describe_units, load_dataset
    >>> digits = load_dataset("digits")
    >>> X, digit = digits.X[:500], [f"digit {y}" for y in digits.y[:500]]
    >>> model = Autoencoder(n_components=2, max_epochs=5, random_state=0).fit(X)
    >>> units = describe_units(model, X, {"label": digit})
    >>> units.pearson.shape  # 10 digits and 64 columns
    (2, 74)
    """
    front, inner = _parts(model)
    X = sliceable(X)
    if X.shape[0] < 2:
        raise InvalidDataError(
            f"X must have at least 2 samples to correlate; got {X.shape[0]}."
        )
    known = {} if properties is None else as_columns(properties, X.shape[0])
    rows = subsample(X.shape[0], max_samples, seed=0)
    X = take(X, rows)
    shape = _image_shape(inner, X, image_shape)
    codes = encode(model, X).astype(np.float64)
    samples = _as_rows(_transformed(front, X))
    names = None if shape else _names(front, inner, feature_names, samples.shape[1])
    table = [(name, PROPERTY, values[rows]) for name, values in known.items()]
    if shape is not None:
        images = measure_images(dense(_as_rows(X), slice(None)), shape)
        table += [(name, MEASURED, values) for name, values in images.items()]
    found = _correlated(codes, table, samples, names)
    first = None if start is None else np.asarray(plain_transform(model, start))[0]
    decoder = _Decoder(inner, front if shape else [])
    low, high = np.percentile(codes, PERCENTILES, axis=0)
    slopes = sensitivities(inner, _some(samples, codes.shape[1]))
    return UnitDescription(
        shares=unit_shares(_Decoder(inner, []), samples, codes),
        code_std=codes.std(axis=0),
        feature_names=names,
        feature_std=np.concatenate([b.std(axis=0) for b in _column_blocks(samples)]),
        sensitivities=slopes,
        steps=np.linspace(low, high, N_STEPS, axis=1),
        traversals=traverse(decoder, codes, N_STEPS, PERCENTILES, first),
        n_samples=len(codes),
        image_shape=shape,
        notes=[] if slopes else [NO_SLOPES],
        **found,
    )


class _Decoder:
    """Decodes codes to rows, and undoes the transformations in front of the model."""

    def __init__(self, model: Any, front: list[Any]) -> None:
        self.model, self.front = model, front

    def inverse_transform(self, codes: Array) -> Array:
        decoded: Array = _as_rows(self.model.inverse_transform(codes))
        for step in reversed(self.front):
            decoded = step.inverse_transform(decoded)
        return decoded


def _parts(model: Any) -> tuple[list[Any], Any]:
    """Return the transformers in front of an autoencoder, and the autoencoder itself.

    Raises
    ------
    InvalidDataError
        If there is no autoencoder.
    """
    steps = [step for _, step in getattr(model, "steps", [("model", model)])]
    front, inner = steps[:-1], steps[-1]
    if hasattr(inner, "table_") and hasattr(inner, "inverse_transform"):
        front, inner = [*front, inner.table_], inner.model_
    if not hasattr(inner, "inverse_transform") or not hasattr(inner, "network_"):
        raise InvalidDataError(
            f"describe_units needs a fitted autoencoder, with a code and a decoder; "
            f"got {type(inner).__name__}. Give the autoencoder that it holds, if any."
        )
    return front, inner


def _transformed(front: list[Any], X: Any) -> Any:
    """Return samples as the autoencoder itself takes them."""
    for step in front:
        X = plain_transform(step, X)
    return X


def _as_rows(X: Any) -> Any:
    """Return samples as rows of numbers: images as rows of pixels."""
    if hasattr(X, "tocsr"):
        return X
    X = np.asarray(X)
    return X.reshape(len(X), -1) if X.ndim > 2 else X


def _image_shape(
    model: Any, X: Any, given: Sequence[int] | None
) -> tuple[int, ...] | None:
    """Return the shape of images: as given, of ``X`` or of the model."""
    if given is None and len(X.shape) > 2:
        given = X.shape[1:]
    if given is None and hasattr(model, "image_shape"):
        given = image_shape_of(model)
    return None if given is None else tuple(given)


def _names(
    front: list[Any], model: Any, given: Sequence[str] | None, n_features: int
) -> list[str]:
    """Return the names of the features that the autoencoder takes.

    Raises
    ------
    InvalidDataError
        If there are names, and not one for each feature.
    """
    if front and hasattr(front[-1], "category_sizes_"):  # a table's encoded columns
        given = front[-1].get_feature_names_out()
    if given is None:
        given = getattr((front or [model])[0], "feature_names_in_", None)
    names = [str(name) for name in (range(n_features) if given is None else given)]
    if len(names) != n_features:
        raise InvalidDataError(
            f"feature_names must have one name for each of the {n_features} features; "
            f"got {len(names)}."
        )
    return names


def _correlated(
    codes: Array,
    table: list[tuple[str, str, Array]],
    samples: Samples,
    feature_names: list[str] | None,
) -> dict[str, Any]:
    """Return names, sources and correlations of columns, and of features with names."""
    names = [name for name, _, _ in table]
    sources = [source for _, source, _ in table]
    empty = np.empty((len(codes), 0))
    blocks = iter([np.column_stack([empty, *(c for *_, c in table)])])
    if feature_names is not None:
        blocks = chain(blocks, _column_blocks(samples))
    parts = [(*correlations(codes, b), (~np.isnan(b)).sum(axis=0)) for b in blocks]
    names += feature_names or []
    sources += [COLUMN] * len(feature_names or ())
    pearson, spearman, n_known = (
        np.concatenate(each, axis=-1) for each in zip(*parts, strict=True)
    )
    return {
        "names": names,
        "sources": sources,
        "pearson": pearson,
        "spearman": spearman,
        "n_known": n_known,
    }


def _column_blocks(X: Samples) -> Iterator[Array]:
    """Yield the features as dense columns of float64, a few at a time."""
    for first in range(0, X.shape[1], COLUMNS_AT_ONCE):
        block = dense(X[:, first : first + COLUMNS_AT_ONCE], slice(None))
        yield block.astype(np.float64)


def _some(X: Samples, n_units: int) -> Samples:
    """Return samples to differentiate at: fewer, the more units there are."""
    n_samples = min(MAX_DIFFERENTIATED, max(DERIVATIVES // n_units, 1))
    return X[subsample(X.shape[0], n_samples, seed=0)]
