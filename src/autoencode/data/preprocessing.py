"""Scaling of samples before training, checksums, and constant columns.

Samples are read in blocks, so that memory maps may exceed the memory. Scalers are
scikit-learn's, fitted in double precision; they return float32 for float32 samples.
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from autoencode.arrays import largest_value, row_blocks, subsample
from autoencode.data.dataset import Dataset
from autoencode.errors import (
    InvalidDataError,
    InvalidParameterError,
    listed,
    unknown_name,
)

N_QUANTILES = 1000
QUANTILE_SAMPLES = 100_000  # maximal number of samples to compute quantiles of

# Scaled numbers of tables are clipped to it, so that their squares fit into float32.
MAX_SCALED = 1e18


def make_scaler(
    scale: str, X: Any, *, image_shape: tuple[int, ...] | None = None
) -> Any | None:
    """Fit a scaler to samples.

    Parameters
    ----------
    scale : str
        A name in `SCALES`: ``"none"``; ``"standard"``, mean 0 and variance 1;
        ``"minmax"``, from 0 to 1; ``"quantile"``, to a normal distribution, by ranks;
        ``"robust"``, median 0 and unit variance estimated from the interquartile range;
        or ``"auto"``, "none" for images, sparse samples and values in [0, 1], else
        "standard". Sparse samples stay sparse: "standard" does not centre them, and
        "minmax" divides by the largest absolute value.
    X : array of shape (n_samples, n_features), dense or CSR
        Finite numbers.
    image_shape : tuple of int or None, default=None
        Set if samples are images.

    Returns
    -------
    transformer or None
        A fitted scikit-learn transformer with ``transform`` and ``inverse_transform``;
        None if samples are not scaled.

    Raises
    ------
    InvalidParameterError
        If the name is unknown, or "quantile" is chosen for sparse samples.
    InvalidDataError
        If values are so large that their variance overflows.
    """
    if scale not in SCALES:
        raise InvalidParameterError(unknown_name("Scale", scale, SCALES))
    scaler = SCALES[scale](X, image_shape)
    # Return arrays, regardless of scikit-learn's global configuration.
    return None if scaler is None else scaler.set_output(transform="default")


def takes_sparse(scaler: Any) -> bool:
    """Whether a fitted scaler gives the same result for sparse and dense samples."""
    if type(scaler).__name__ == "StandardScaler":
        return not scaler.with_mean
    return type(scaler).__name__ == "MaxAbsScaler"


def _auto(X: Any, image_shape: tuple[int, ...] | None) -> Any | None:
    """Return None for images, sparse samples and values in [0, 1]; else standard."""
    if image_shape is not None or sparse.issparse(X):
        return None
    if all(block.min() >= 0 and block.max() <= 1 for block in row_blocks(X)):
        return None
    return _standard(X, image_shape)


def _none(X: Any, image_shape: tuple[int, ...] | None) -> None:
    """No scaling."""


def _standard(X: Any, image_shape: tuple[int, ...] | None) -> Any:
    """Scale to mean 0 and variance 1; sparse samples are not centred."""
    from sklearn.preprocessing import StandardScaler

    with np.errstate(over="ignore", invalid="ignore"):
        if sparse.issparse(X):
            scaler = StandardScaler(with_mean=False).fit(X.astype(np.float64))
        else:
            scaler = _fitted_by_blocks(StandardScaler(), X)
    if not np.isfinite(scaler.var_).all():
        column = int(np.argmin(np.isfinite(scaler.var_)))
        row, _, value = largest_value(X[:, [column]])
        raise InvalidDataError(
            f"Column {column} has values so large that their squares overflow, such as "
            f"{value:g} in row {row}. Choose scale 'minmax' or 'quantile', or divide "
            f"it by a power of ten."
        )
    return scaler


def _minmax(X: Any, image_shape: tuple[int, ...] | None) -> Any:
    """Scale to [0, 1]; sparse samples to [-1, 1], keeping zeros."""
    from sklearn.preprocessing import MaxAbsScaler, MinMaxScaler

    if sparse.issparse(X):
        return MaxAbsScaler().fit(X.astype(np.float64))
    return _fitted_by_blocks(MinMaxScaler(), X)


def _quantile(X: Any, image_shape: tuple[int, ...] | None) -> Any:
    """Transform each feature to a normal distribution, by ranks."""
    from sklearn.preprocessing import QuantileTransformer

    if sparse.issparse(X):
        raise InvalidParameterError(
            "Scale 'quantile' is not for sparse samples; choose 'none', 'standard' or "
            "'minmax'."
        )
    some = _some_rows(X)
    return QuantileTransformer(
        output_distribution="normal",
        n_quantiles=min(N_QUANTILES, len(some)),
        subsample=None,
        random_state=0,
    ).fit(some)


def _robust(X: Any, image_shape: tuple[int, ...] | None) -> Any:
    """Scale to median 0 and unit variance, estimated from the interquartile range.

    Columns with an interquartile range of 0 are divided by their standard deviation.
    """
    from sklearn.preprocessing import RobustScaler

    if sparse.issparse(X):
        return _standard(X, image_shape)
    some = _some_rows(X)
    spread = np.sqrt(_standard(X, image_shape).var_)
    scaler = RobustScaler(unit_variance=True).fit(some)
    middle = np.subtract(*np.percentile(some, [75, 25], axis=0)) > 0
    scale = np.where(middle, np.minimum(scaler.scale_, spread), spread)
    scaler.scale_ = np.where(scale > 0, scale, 1.0)
    return scaler


SCALES: dict[str, Callable[[Any, tuple[int, ...] | None], Any | None]] = {
    "auto": _auto,
    "none": _none,
    "standard": _standard,
    "minmax": _minmax,
    "quantile": _quantile,
    "robust": _robust,
}


def _some_rows(X: Any) -> NDArray[np.float64]:
    """Return at most `QUANTILE_SAMPLES` rows, in double precision."""
    if X.shape[0] > QUANTILE_SAMPLES:
        X = X[np.sort(subsample(X.shape[0], QUANTILE_SAMPLES, 0))]
    return np.asarray(X, dtype=np.float64)


def _fitted_by_blocks(scaler: Any, X: Any) -> Any:
    """Fit a scaler in double precision without copying all samples."""
    for block in row_blocks(X):
        scaler.partial_fit(block.astype(np.float64))
    return scaler


def data_hash(X: Any) -> str:
    """Return the SHA-256 of the shape, type and values of samples.

    Parameters
    ----------
    X : array of shape (n_samples, n_features), dense or CSR
        The memory layout does not matter: a memory map, a view and a copy are equal.
        Or texts, an array of str of shape (n_samples,).

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    if X.ndim == 1:
        digest = hashlib.sha256(f"texts {len(X)}\n".encode())
        for text in X:
            content = str(text).encode("utf-8", "surrogatepass")
            digest.update(f"{len(content)}\n".encode() + content)
        return digest.hexdigest()
    kind = "sparse" if sparse.issparse(X) else "dense"
    shape = " x ".join(str(size) for size in X.shape)
    digest = hashlib.sha256(f"{kind} {shape} {X.dtype.str}\n".encode())
    if sparse.issparse(X):
        for part in (X.indptr.astype("<i8"), X.indices.astype("<i8"), X.data):
            digest.update(_bytes_of(part))
    else:
        for block in row_blocks(X):
            digest.update(_bytes_of(block))
    return digest.hexdigest()


def _bytes_of(values: NDArray[Any]) -> memoryview:
    """Return values row by row, as bytes."""
    return np.ascontiguousarray(values).view(np.uint8).data


def constant_columns(
    X: Any, feature_names: Sequence[str] | None = None
) -> list[int] | list[str]:
    """Find constant columns.

    Parameters
    ----------
    X : array of shape (n_samples, n_features), dense or CSR
        Finite numbers.
    feature_names : sequence of str or None, default=None
        Column names.

    Returns
    -------
    list of int or list of str
        Their indices; their names if ``feature_names`` is given.
    """
    low, high = _column_range(X)
    columns = [int(j) for j in np.flatnonzero(low == high)]
    if feature_names is None:
        return columns
    return [feature_names[j] for j in columns]


def _column_range(X: Any) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the minimum and maximum of each column."""
    if sparse.issparse(X):
        return X.min(axis=0).toarray().ravel(), X.max(axis=0).toarray().ravel()
    low: NDArray[Any] = np.full(X.shape[1], np.inf)
    high: NDArray[Any] = np.full(X.shape[1], -np.inf)
    for block in row_blocks(X):
        low = np.minimum(low, block.min(axis=0))
        high = np.maximum(high, block.max(axis=0))
    return low, high


def columns_of_one_value(dataset: Dataset, data: str) -> str:
    """Return the names of columns without anything to learn, to report.

    Of images none are named: such pixels are common.

    Raises
    ------
    InvalidDataError
        If there are fewer than 2 samples, or no other column.
    """
    n_samples = dataset.X.shape[0]
    if n_samples < 2:
        raise InvalidDataError(
            f"{data} has {n_samples} sample to train on; give 2 or more."
        )
    is_other = hasattr(dataset.X, "iloc") or dataset.item_ids is not None
    if is_other or dataset.X.ndim == 1:
        return ""
    n_features = dataset.X.shape[1]
    constant = constant_columns(dataset.X, dataset.feature_names)
    if len(constant) == n_features:
        raise InvalidDataError(
            f"All columns of {data} hold one value only, so there is nothing to learn. "
            f"Give samples that differ."
        )
    return "" if dataset.image_shape is not None else listed(constant)
