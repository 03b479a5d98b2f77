"""Scaling, checksums and constant columns; dense, sparse and larger than a block."""

import numpy as np
import pytest
from scipy import sparse
from sklearn.preprocessing import MinMaxScaler, StandardScaler

from autoencode import arrays
from autoencode.data import preprocessing
from autoencode.data.preprocessing import (
    SCALES,
    constant_columns,
    data_hash,
    make_scaler,
)
from autoencode.errors import InvalidParameterError


@pytest.fixture
def X():
    return np.random.default_rng(0).normal(5, 3, size=(50, 4))


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(arrays, "BLOCK_VALUES", 4 * 7)  # seven rows of four


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_scaling_keeps_the_dtype_and_is_invertible(X, scale, dtype):
    X = X.astype(dtype)
    scaler = make_scaler(scale, X)
    if scale == "none":
        assert scaler is None
        return
    scaled = scaler.transform(X)
    assert scaled.dtype == dtype
    np.testing.assert_allclose(scaler.inverse_transform(scaled), X, rtol=1e-5)


def test_standard_and_minmax_scale_to_their_ranges(X):
    scaled = make_scaler("standard", X).transform(X)
    np.testing.assert_allclose(scaled.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(scaled.std(axis=0), 1)
    scaled = make_scaler("minmax", X).transform(X)
    np.testing.assert_allclose([scaled.min(0), scaled.max(0)], [[0] * 4, [1] * 4])


def test_auto_does_not_scale_images_sparse_samples_and_unit_intervals(X):
    assert isinstance(make_scaler("auto", X), StandardScaler)
    assert make_scaler("auto", X, image_shape=(2, 2)) is None
    assert make_scaler("auto", sparse.csr_array(X)) is None
    assert make_scaler("auto", (X - X.min()) / (X.max() - X.min())) is None


@pytest.mark.usefixtures("small_blocks")
def test_scaling_in_blocks_equals_scaling_at_once(X):
    by_blocks, at_once = make_scaler("standard", X), StandardScaler().fit(X)
    np.testing.assert_allclose(by_blocks.transform(X), at_once.transform(X))
    by_blocks, at_once = make_scaler("minmax", X), MinMaxScaler().fit(X)
    np.testing.assert_allclose(by_blocks.transform(X), at_once.transform(X))


def test_float32_samples_are_scaled_with_the_accuracy_of_float64():
    # A float32 sum would lose the mean of many samples.
    X = (1e4 + np.random.default_rng(0).normal(size=(20000, 1))).astype(np.float32)
    scaler = make_scaler("standard", X)
    np.testing.assert_allclose(scaler.mean_, X.mean(axis=0, dtype=np.float64))
    np.testing.assert_allclose(scaler.var_, X.var(axis=0, dtype=np.float64))


def test_quantile_gives_normal_features():
    X = np.random.default_rng(0).exponential(size=(2001, 1))
    scaled = make_scaler("quantile", X).transform(X)
    assert np.median(scaled) == pytest.approx(0, abs=1e-3)
    assert np.quantile(scaled, 0.841) == pytest.approx(1, abs=0.01)


def test_robust_scaling_ignores_a_few_extreme_values():
    rng = np.random.default_rng(0)
    X = rng.normal(3, 2, size=(1000, 3))
    X[:, 2] = 0  # except for a few rows: its interquartile range is 0
    X[:10, 2] = 5
    expected = make_scaler("robust", X).transform(X)[10:]
    X[:5, 0] = 1e6
    scaled = make_scaler("robust", X).transform(X)[10:]
    np.testing.assert_allclose(scaled[:, 0], expected[:, 0], atol=0.05)
    np.testing.assert_allclose(scaled[:, :2].std(axis=0), 1, atol=0.1)
    assert make_scaler("robust", X).scale_[2] == pytest.approx(X[:, 2].std())


def test_quantiles_are_computed_from_a_subsample(X, monkeypatch):
    monkeypatch.setattr(preprocessing, "QUANTILE_SAMPLES", 20)
    monkeypatch.setattr(preprocessing, "N_QUANTILES", 10)
    first, second = make_scaler("quantile", X), make_scaler("quantile", X)
    np.testing.assert_array_equal(first.quantiles_, second.quantiles_)
    assert first.quantiles_.shape == (10, 4)


@pytest.mark.parametrize("scale", ["standard", "minmax"])
def test_sparse_samples_stay_sparse(scale):
    X = sparse.random_array((30, 5), density=0.3, format="csr", rng=0)
    scaled = make_scaler(scale, X).transform(X)
    assert sparse.issparse(scaled)
    assert scaled.nnz == X.nnz


def test_unknown_and_unsuitable_scales_are_refused(X):
    with pytest.raises(InvalidParameterError, match="Did you mean 'standard'"):
        make_scaler("standart", X)
    with pytest.raises(InvalidParameterError, match="not for sparse samples"):
        make_scaler("quantile", sparse.csr_array(X))


@pytest.mark.usefixtures("small_blocks")
def test_the_hash_does_not_depend_on_the_memory_layout(X, tmp_path):
    np.save(tmp_path / "X.npy", X)
    mapped = np.load(tmp_path / "X.npy", mmap_mode="r")
    same = [X.copy(), np.asfortranarray(X), np.repeat(X, 2, axis=1)[:, ::2], mapped]
    assert {data_hash(other) for other in same} == {data_hash(X)}
    assert len(data_hash(X)) == 64


def test_the_hash_changes_with_value_shape_type_and_sparsity(X):
    changed = X.copy()
    changed[-1, -1] += 1e-12
    others = [changed, X.reshape(100, 2), X.astype(np.float32), sparse.csr_array(X)]
    hashes = {data_hash(other) for other in [X, *others]}
    assert len(hashes) == 5


def test_the_hash_of_sparse_samples_does_not_depend_on_the_width_of_indices(X):
    narrow, wide = sparse.csr_array(X), sparse.csr_array(X)
    wide.indices, wide.indptr = wide.indices.astype("i8"), wide.indptr.astype("i8")
    assert data_hash(narrow) == data_hash(wide)
    moved = sparse.csr_array(np.roll(X, 1, axis=0))
    assert data_hash(moved) != data_hash(narrow)


@pytest.mark.usefixtures("small_blocks")
def test_constant_columns_are_found(X):
    X[:, [1, 3]] = [0, -2.5]
    assert constant_columns(X) == [1, 3]
    assert constant_columns(X, feature_names=["a", "b", "c", "d"]) == ["b", "d"]
    assert constant_columns(sparse.csr_array(X)) == [1, 3]
    assert constant_columns(X[:, [0]]) == []


def test_the_hash_of_texts_depends_on_order_and_borders():
    texts = [np.array(each, dtype=object) for each in (["ab", "c"], ["a", "bc"])]
    texts += [texts[0][::-1], np.array(["ab", "c"])]
    hashes = [data_hash(each) for each in texts]
    assert len(set(hashes[:3])) == 3
    assert hashes[3] == hashes[0]
