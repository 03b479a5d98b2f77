"""Operations on samples of any size, one block of rows at a time.

`X` is a NumPy array or memory map, or a SciPy CSR matrix, of any numeric type. It is
never copied as a whole: memory is bounded by `BLOCK_VALUES` values, regardless of the
number of rows.
"""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse

from autoencode.errors import InvalidDataError

Array = np.ndarray[Any, np.dtype[Any]]
Samples = Any  # an Array or a SciPy CSR matrix, of shape (n_samples, n_features)

BLOCK_VALUES = 2**19  # 4 MiB of float64: fits into a processor's cache


class Moments(NamedTuple):
    """Mean of each column, and the variance summed over columns."""

    mean: Array  # (n_features,) float64
    total_variance: float


def row_slices(n_rows: int, n_columns: int) -> Iterator[slice]:
    """Yield slices that cover the rows, each small enough to be made dense."""
    step = max(1, BLOCK_VALUES // max(1, n_columns))
    for start in range(0, n_rows, step):
        yield slice(start, min(start + step, n_rows))


def row_blocks(X: Samples, rows: Array | None = None) -> Iterator[Array]:
    """Yield all rows of ``X``, or the given ones, as dense blocks of bounded size."""
    n_rows = X.shape[0] if rows is None else len(rows)
    for part in row_slices(n_rows, X.shape[1]):
        yield dense(X, part if rows is None else rows[part])


def dense(X: Samples, rows: Array | slice) -> Array:
    """Return some rows of ``X`` as a dense array."""
    block = X[rows]
    return block.toarray() if sparse.issparse(block) else np.asarray(block)


def row_keys(X: Samples) -> Iterator[bytes]:
    """Yield 16 bytes for each row: the same for equal rows, others for different ones.

    Sparse samples have to be `canonical`. In them a stored 0 makes a difference.
    """
    for part in row_slices(*X.shape):
        block = X[part]
        if sparse.issparse(block):
            ends = pairwise(block.indptr)
            parts = (slice(start, end) for start, end in ends)
            rows = ((block.indices[p].tobytes(), block.data[p]) for p in parts)
        else:
            rows = ((b"", row) for row in np.asarray(block))
        for places, values in rows:
            content = places + (values + 0).tobytes()  # -0.0 is 0.0
            yield hashlib.blake2b(content, digest_size=16).digest()


def plain_transform(transformer: Any, X: Any, **options: Any) -> Any:
    """Return what ``transform`` returns if `set_output` and `set_config` are not used.

    scikit-learn wraps the method; what it wraps returns an array or a sparse matrix.
    """
    cls = type(transformer)
    if "transform" not in getattr(cls, "_sklearn_auto_wrap_output_keys", ()):
        return transformer.transform(X, **options)
    wrapped = getattr(cls.transform, "__wrapped__", cls.transform)
    return wrapped(transformer, X, **options)


def with_plain_numbers(X: Any) -> Any:
    """Return a data frame or tensor whose numbers NumPy has; others as given.

    Whole numbers of 128 bits and decimal numbers, of polars or pyarrow, become float64;
    tensors of PyTorch become arrays, of bfloat16 those of float32.
    """
    module = type(X).__module__.split(".")[0]
    if module == "torch" and hasattr(X, "detach"):
        return _array_of(X)
    if module == "polars" and hasattr(X, "to_dicts"):
        names = ("Int128", "UInt128", "Decimal")
        wide = [n for n, own in X.schema.items() if str(own).startswith(names)]
        return X.cast(dict.fromkeys(wide, float)) if wide else X
    if module == "pandas" and getattr(X, "ndim", 0) == 2:
        is_decimal = X.dtypes.map(lambda own: decimal_digits(own) is not None)
        if is_decimal.any() and X.columns.is_unique:
            return X.astype(dict.fromkeys(X.columns[is_decimal], "float64[pyarrow]"))
    return X


def _array_of(tensor: Any) -> Array:
    """Return a tensor of PyTorch as an array; it shares its memory if possible."""
    found = tensor.detach().to_dense().cpu().resolve_conj().resolve_neg()
    try:
        return np.asarray(found)
    except TypeError:  # NumPy has no such type
        return np.asarray(found.float())


def decimal_digits(dtype: Any) -> int | None:
    """Return the digits after the point of decimal numbers of pyarrow.

    ``dtype`` is a type of pandas or pyarrow; None is returned for all other numbers.
    """
    return getattr(getattr(dtype, "pyarrow_dtype", dtype), "scale", None)


def stored_part(X: sparse.csr_array, is_kept: Array) -> sparse.csr_array:
    """Return a sparse matrix with some of its stored values, by their places."""
    starts = np.concatenate([[0], np.cumsum(is_kept)])[X.indptr]
    parts = X.data[is_kept], X.indices[is_kept], starts
    return sparse.csr_array(parts, shape=X.shape)


def as_csr(X: Samples) -> sparse.csr_array:
    """Return samples as a sparse matrix; half precision, which SciPy lacks, as single.

    Its arrays may be those of ``X``. Numbers of another byte order, which SciPy lacks,
    are converted.
    """
    own = np.float32 if X.dtype == np.float16 else X.dtype.newbyteorder("=")
    return sparse.csr_array(X.astype(own, copy=False))


def canonical(X: Samples) -> Samples:
    """Return samples of which a sparse matrix stores each cell once, in order.

    Entries that are stored several times are summed, as SciPy does. ``X`` is never
    changed: it is returned as given if it is so already, else copied.
    """
    if not sparse.issparse(X) or X.has_canonical_format:
        return X
    X = X.copy()
    X.sum_duplicates()
    return X


def n_bytes(X: Samples | None) -> int:
    """Return the memory of samples, in bytes; 0 for None."""
    if X is None:
        return 0
    if sparse.issparse(X):
        return int(X.data.nbytes + X.indices.nbytes + X.indptr.nbytes)
    return int(X.nbytes)


def moments(X: Samples, rows: Array | None = None) -> Moments:
    """Return the column means and total variance of ``X``, in float64, in one pass.

    The squared deviations of each block from its own mean are merged (Chan, Golub &
    LeVeque, 1979, equation 2.1), since a plain sum of squares cancels for values with a
    large mean, such as time stamps. The first row is subtracted beforehand, so that the
    mean of a constant column is exact. Values whose squares overflow give infinity.

    Raises
    ------
    InvalidDataError
        If there are no rows.
    """
    n_rows = X.shape[0] if rows is None else len(rows)
    if n_rows == 0:
        raise InvalidDataError("X must have at least 1 sample; got 0.")
    if sparse.issparse(X):
        return _sparse_moments(X, rows)
    first = dense(X, slice(0, 1) if rows is None else rows[:1])[0].astype(np.float64)
    offset: Array = np.zeros(X.shape[1])
    total, n_seen = 0.0, 0
    deviations: Array = np.empty((0, 0))
    with np.errstate(over="ignore", invalid="ignore"):
        for block in row_blocks(X, rows):
            n = len(block)
            if n_seen == 0:  # one buffer, reused by all blocks
                deviations = np.empty(block.shape)
            deviation = np.subtract(block, first, out=deviations[:n])
            mean = deviation.mean(axis=0)
            deviation -= mean
            shift = mean - offset
            total += float(np.vdot(deviation, deviation))
            if n_seen > 0:
                total += float(shift @ shift) * n_seen * n / (n_seen + n)
            n_seen += n
            offset += shift * (n / n_seen)
    return Moments(first + offset, total / n_rows)


def merged(one: Moments, n_one: int, other: Moments, n_other: int) -> Moments:
    """Return the moments of two sets of rows together, as `moments` merges blocks."""
    n_rows = n_one + n_other
    shift = other.mean - one.mean
    total = one.total_variance * n_one + other.total_variance * n_other
    total += float(shift @ shift) * n_one * n_other / n_rows
    return Moments(one.mean + shift * (n_other / n_rows), total / n_rows)


def _sparse_moments(X: Samples, rows: Array | None) -> Moments:
    """Return the moments of a CSR matrix, computed from its stored values only."""
    n_rows = X.shape[0] if rows is None else len(rows)
    n_columns = X.shape[1]
    n_stored = np.zeros(n_columns, np.int64)
    with np.errstate(over="ignore", invalid="ignore"):
        # One stored value of each column is subtracted, as in `moments`.
        first, offset = np.zeros(n_columns), np.zeros(n_columns)
        for values, columns in _stored_blocks(X, rows):
            is_new = n_stored[columns] == 0
            first[columns[is_new][::-1]] = values[is_new][::-1]
            n_stored += np.bincount(columns, minlength=n_columns)
            offset += np.bincount(columns, values - first[columns], n_columns)
        mean = (first * n_stored + offset) / n_rows
        full = n_stored == n_rows
        mean[full] = first[full] + offset[full] / n_rows
        total = float(np.sum((n_rows - n_stored) / n_rows * mean**2))
        for values, columns in _stored_blocks(X, rows):
            total += float(np.sum((values - mean[columns]) ** 2)) / n_rows
    return Moments(mean, total)


def _stored_blocks(X: Samples, rows: Array | None) -> Iterator[tuple[Array, Array]]:
    """Yield the stored values, float64, and their columns, a block of rows at a time.

    Blocks are limited by the number of stored values, not of cells: wide rows store few
    values.
    """
    n_stored = np.diff(X.indptr) if rows is None else np.diff(X.indptr)[rows]
    limit = max(BLOCK_VALUES, X.shape[1])
    number = np.cumsum(n_stored, dtype=np.int64) // limit  # of the block, by row
    bounds = [0, *(np.flatnonzero(np.diff(number)) + 1), len(number)]
    for start, stop in pairwise(bounds):
        block = canonical(X[slice(start, stop) if rows is None else rows[start:stop]])
        yield block.data.astype(np.float64), block.indices


def standard_error(values: Array) -> float:
    """Return the standard error of the mean; NaN of fewer than two values."""
    if len(values) < 2:
        return float("nan")
    return float(values.std(ddof=1) / np.sqrt(len(values)))


def variance_share(error: float, total_variance: float) -> float:
    """Return the share of variance explained, from the error and the total variance.

    If the variance is 0, return 1 for an error of 0, else 0.
    """
    if total_variance == 0:
        return 1.0 if error == 0 else 0.0
    return float(1.0 - error / total_variance)


def first_nonfinite(X: Samples) -> tuple[int, int, float, int] | None:
    """Find cells that are NaN or infinite.

    Returns
    -------
    (row, column, value, count) or None
        The first such cell in row order and their number; None if all are finite.
    """
    if X.dtype.kind != "f":
        return None
    if sparse.issparse(X) and _stored_are_finite(X):
        return None
    first: tuple[int, int, float] | None = None
    count = 0
    for part in row_slices(*X.shape):
        block = X[part]
        values = block.data if sparse.issparse(block) else np.asarray(block)
        # Checking the sum is much cheaper than checking all values. It may overflow.
        with np.errstate(over="ignore", invalid="ignore"):
            if np.isfinite(values.sum()):
                continue
        bad = ~np.isfinite(dense(X, part))
        found = int(bad.sum())
        if found and first is None:
            row, column = map(int, np.argwhere(bad)[0])
            row += part.start
            first = (row, column, float(X[row, column]))
        count += found
    return None if first is None else (*first, count)


def _stored_are_finite(X: Samples) -> bool:
    """Whether all stored values of a sparse matrix, and their sums, are finite."""
    # Sums are much cheaper than checks of all values. They may overflow.
    with np.errstate(over="ignore", invalid="ignore"):
        sums = (X.data[s].sum() for s in row_slices(X.nnz, 1))
        return bool(np.isfinite(sum(sums)))


def largest_value(X: Samples) -> tuple[int, int, float]:
    """Return (row, column, value) of the value farthest from 0; all are finite."""
    found, start = (0, 0, 0.0), 0
    for block in row_blocks(X):
        for place in (block.argmax(), block.argmin()):
            row, column = divmod(int(place), block.shape[1])
            value = float(block[row, column])
            if abs(value) > abs(found[2]):
                found = (start + row, column, value)
        start += len(block)
    return found


def has_channels_first(shape: Sequence[int]) -> bool:
    """Whether the shape of an array of images seems to be that of PyTorch's batches.

    (n, 1 or 3, height, width): as (n, height, width, channels) the images would be one
    or three pixels high, and have more channels than colours.
    """
    return len(shape) == 4 and shape[1] in (1, 3) and shape[3] > 4


def subsample(n_rows: int, limit: int, seed: int) -> np.ndarray[Any, np.dtype[np.intp]]:
    """Return sorted row indices: all, or ``limit`` drawn without replacement."""
    if n_rows <= limit:
        return np.arange(n_rows)
    generator = np.random.default_rng(seed)
    return np.sort(generator.choice(n_rows, size=limit, replace=False))
