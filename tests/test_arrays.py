"""Operations in blocks of rows give the same results as on the whole array."""

import tracemalloc

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from scipy import sparse

from autoencode import Autoencoder, arrays
from autoencode.arrays import (
    decimal_digits,
    first_nonfinite,
    largest_value,
    merged,
    moments,
    row_blocks,
    row_keys,
    row_slices,
    subsample,
    with_plain_numbers,
)
from autoencode.errors import InvalidDataError


@pytest.fixture(params=["dense", "sparse"])
def kind(request):
    return {"dense": np.asarray, "sparse": sparse.csr_array}[request.param]


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(arrays, "BLOCK_VALUES", 7 * 6)  # seven rows of six


def test_slices_cover_all_rows_once_for_any_row_size():
    for n_columns in (1, 10, 10**9):
        covered = [r for part in row_slices(23, n_columns) for r in range(23)[part]]
        assert covered == list(range(23))


@pytest.mark.usefixtures("small_blocks")
def test_blocks_contain_the_given_rows_in_order(X, kind):
    rows = np.array([5, 3, 30, 3])
    assert_array_equal(np.concatenate(list(row_blocks(kind(X)))), X)
    assert_array_equal(np.concatenate(list(row_blocks(kind(X), rows))), X[rows])


@pytest.mark.usefixtures("small_blocks")
def test_moments_equal_those_of_numpy(X, kind):
    found = moments(kind(X))
    assert_allclose(found.mean, X.mean(axis=0))
    assert found.total_variance == pytest.approx(X.var(axis=0).sum())
    rows = np.arange(0, 40, 3)
    assert moments(kind(X), rows).total_variance == pytest.approx(
        X[rows].var(axis=0).sum()
    )


@pytest.mark.usefixtures("small_blocks")
def test_moments_of_a_sparse_matrix_use_bounded_memory():
    X = sparse.random_array((4000, 50), density=0.3, format="csr", rng=0)
    peaks = []
    for rows in (None, np.arange(0, 4000, 2)):
        tracemalloc.start()
        found = moments(X, rows)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        dense = X.toarray() if rows is None else X.toarray()[rows]
        assert_allclose(found.mean, dense.mean(axis=0))
        assert found.total_variance == pytest.approx(dense.var(axis=0).sum())
    assert max(peaks) < 0.5 * X.data.nbytes


def test_the_mean_of_a_constant_sparse_column_is_exact(monkeypatch):
    monkeypatch.setattr(arrays, "BLOCK_VALUES", 3)
    found = moments(sparse.csr_array(np.full((70, 2), 0.1)))
    assert_array_equal(found.mean, [0.1, 0.1])
    assert found.total_variance == 0


def test_moments_of_values_with_a_large_mean_are_accurate(X):
    shifted = moments(X + 1e9).total_variance
    assert shifted == pytest.approx(moments(X).total_variance, rel=1e-6)
    assert moments(np.full((7, 2), 0.1)).total_variance == 0


def test_moments_of_bytes_do_not_wrap_around():
    X = np.array([[0], [255]], dtype=np.uint8)
    assert moments(X).mean == [127.5]
    assert moments(X).total_variance == 127.5**2


def test_overflowing_moments_are_infinite_without_a_warning():
    for values in ([1e200, -1e200], [1e155, 1e155, 1e155, 0.0]):
        assert moments(np.array(values)[:, None]).total_variance == np.inf


def test_moments_of_no_rows_are_refused(X):
    with pytest.raises(InvalidDataError, match="at least 1 sample; got 0"):
        moments(X[:0])


@pytest.mark.usefixtures("small_blocks")
def test_first_nonfinite_finds_the_first_cell_and_counts_all(X, kind):
    assert first_nonfinite(kind(X)) is None
    X[20, 3], X[20, 1], X[33, 0] = np.inf, np.nan, -np.inf
    row, column, value, count = first_nonfinite(kind(X))
    assert (row, column, count) == (20, 1, 3)
    assert np.isnan(value)


def test_values_whose_sum_overflows_are_finite():
    assert first_nonfinite(np.full((10, 10), 1e308)) is None
    assert first_nonfinite(np.arange(4).reshape(2, 2)) is None


@pytest.mark.usefixtures("small_blocks")
def test_the_largest_value_is_found_whatever_its_sign(X, kind):
    X[18, 1], X[7, 2] = 1e9, -1e8
    assert largest_value(kind(X)) == (18, 1, 1e9)
    X[7, 2] = -1e12
    assert largest_value(kind(X)) == (7, 2, -1e12)


def test_subsamples_are_sorted_unique_and_depend_on_the_seed():
    rows = subsample(100, 10, seed=0)
    assert len(set(rows.tolist())) == 10
    assert_array_equal(rows, np.sort(rows))
    assert_array_equal(rows, subsample(100, 10, seed=0))
    assert not np.array_equal(rows, subsample(100, 10, seed=1))
    assert_array_equal(subsample(5, 10, seed=0), np.arange(5))


def test_duplicate_sparse_entries_are_summed():
    parts = sparse.csr_array(
        (np.array([1.0, 2.0, 5.0]), np.array([0, 0, 1]), np.array([0, 2, 3]))
    )
    found, expected = moments(parts), moments(np.array([[3.0, 0], [0, 5.0]]))
    assert_allclose(found.mean, expected.mean)
    assert found.total_variance == pytest.approx(expected.total_variance)
    assert not parts.has_canonical_format


def test_a_stored_value_that_is_not_finite_is_found_in_a_wide_sparse_matrix():
    X = sparse.csr_array((3, 10**6), dtype=np.float32)
    assert first_nonfinite(X) is None
    values, places = [1.0, np.nan, np.inf], ([0, 1, 2], [5, 10**6 - 1, 7])
    X = sparse.csr_array((values, places), shape=X.shape)
    row, column, value, count = first_nonfinite(X)
    assert (row, column, count) == (1, 10**6 - 1, 2)
    assert np.isnan(value)


def test_moments_of_two_sets_of_rows_are_merged_to_those_of_all():
    X = np.random.default_rng(0).normal(size=(50, 4)) * [1, 10, 1e6, 0] + [0, 5, 1e9, 3]
    found = merged(moments(X[:13]), 13, moments(X[13:]), 37)
    expected = moments(X)
    assert_allclose(found.mean, expected.mean, rtol=1e-12)
    assert_allclose(found.total_variance, expected.total_variance, rtol=1e-12)


@pytest.mark.parametrize(
    "frame",
    [
        pl.DataFrame({"a": [1, 2], "b": [3, 4]}, {"a": pl.Int128, "b": pl.Float32}),
        pl.DataFrame({"a": [1, 2], "b": [3, 4]}, {"a": pl.Decimal(9, 2), "b": pl.Int8}),
        pd.DataFrame({"a": [1, 2], "b": [3, 4]}).astype(
            {"a": pd.ArrowDtype(pa.decimal128(30, 2))}
        ),
    ],
    ids=["128 bits", "decimals of polars", "decimals of pyarrow"],
)
def test_numbers_that_numpy_lacks_become_float64(frame):
    plain = with_plain_numbers(frame)
    assert list(plain.columns) == ["a", "b"]
    assert_array_equal(np.asarray(plain, dtype=float), [[1, 3], [2, 4]])
    assert np.asarray(plain["a"]).dtype == np.float64
    model = Autoencoder(n_components=1, max_epochs=1, random_state=0).fit(frame)
    assert model.transform(frame).shape == (2, 1)


def test_other_data_frames_are_not_copied():
    for frame in (pl.DataFrame({"a": [1]}), pd.DataFrame({"a": [1]}), np.eye(2)):
        assert with_plain_numbers(frame) is frame


@pytest.mark.parametrize(
    ("dtype", "digits"),
    [
        (pa.decimal128(9, 2), 2),
        (pd.ArrowDtype(pa.decimal256(40, -3)), -3),
        (pd.ArrowDtype(pa.float64()), None),
        (pd.CategoricalDtype(["a"]), None),
        (np.dtype(float), None),
    ],
)
def test_decimal_numbers_of_pyarrow_are_known_by_their_digits(dtype, digits):
    assert decimal_digits(dtype) == digits


@pytest.mark.parametrize("form", [np.asarray, sparse.csr_matrix])
def test_equal_rows_have_equal_keys(form):
    X = form(np.array([[0.0, 1.0], [1.0, 0.0], [-0.0, 1.0], [0.0, 2.0]]))
    if form is sparse.csr_matrix:
        X.eliminate_zeros()
    first, second, third, fourth = row_keys(X)
    assert first == third
    assert len({first, second, fourth}) == 3
