"""Data sets, with tests over all entries of `DATASETS`."""

import functools
import gzip
import os

import numpy as np
import pytest
from scipy import sparse
from sklearn.decomposition import PCA

from autoencode.data import (
    DATASETS,
    curves,
    load_dataset,
    olivetti_faces,
    olivetti_patches,
)
from autoencode.data.dataset import Dataset
from autoencode.data.download import DATA_VARIABLE
from autoencode.data.idx import read_idx
from autoencode.data.movielens import load_with_ratings, seen_by
from autoencode.errors import DataFileError, InvalidDataError, InvalidParameterError

SHIPPED = ("digits", "iris", "swiss_roll", "curves")  # no download
NEEDS_FILES = [
    pytest.mark.real_data,
    pytest.mark.skipif(
        DATA_VARIABLE not in os.environ, reason=f"{DATA_VARIABLE} is not set"
    ),
]
OF_USERS = {
    "movielens-100k": (942, 1682, 55_375),
    "movielens-1m": (6038, 3706, 575_281),
}
DOWNLOADED = ("rcv1",)  # by scikit-learn, 650 MB: tested on few stories elsewhere
ALL = [
    pytest.param(name, marks=() if name in SHIPPED else NEEDS_FILES)
    for name in DATASETS
    if name not in (*DOWNLOADED, *OF_USERS)
]
SHAPES = {
    "digits": ((1438, 64), 359),
    "iris": ((120, 4), 30),
    "swiss_roll": ((1600, 3), 400),
    "curves": ((20000, 784), 10000),
    "mnist": ((60000, 784), 10000),
    "fashion_mnist": ((60000, 784), 10000),
    "olivetti_faces": ((300, 4096), 100),
    "olivetti_patches": ((124200, 625), 41400),
    "newsgroups": ((11314,), 7532),
    "reuters": ((9603,), 3299),
}


load_once = functools.cache(load_dataset)  # of those that are computed in seconds


def load_cached(name):
    return (load_once if name in ("curves", "olivetti_patches") else load_dataset)(name)


@pytest.mark.parametrize("name", ALL)
def test_shapes_and_names_of_datasets_are_consistent(name):
    dataset = load_cached(name)
    assert dataset.name == name
    assert (dataset.X.shape, len(dataset.X_test)) == SHAPES[name]
    assert dataset.X_test.dtype == dataset.X.dtype
    if dataset.X.ndim == 1:  # documents
        assert all(isinstance(text, str) and text.strip() for text in dataset.X)
        assert (len(dataset.ids), len(dataset.ids_test)) == (
            len(dataset.X),
            len(dataset.X_test),
        )
    else:
        assert dataset.X.dtype in (np.float32, np.float64)
        assert np.isfinite(dataset.X).all()
    assert len(dataset.y) == len(dataset.X)
    assert len(dataset.y_test) == len(dataset.X_test)
    assert dataset.source
    if dataset.y.ndim == 2:
        both = np.concatenate([dataset.y, dataset.y_test])
        assert both.shape[1] == len(dataset.class_names)
        assert both.any(axis=0).all()
        assert set(np.unique(both)) == {0, 1}
    elif dataset.class_names is not None:
        labels = np.union1d(dataset.y, dataset.y_test)
        assert labels.tolist() == list(range(len(dataset.class_names)))
    if dataset.feature_names is not None:
        assert len(dataset.feature_names) == dataset.X.shape[1]
    if dataset.image_shape is not None:
        assert np.prod(dataset.image_shape) == dataset.X.shape[1]
    if dataset.image_shape is not None and name != "olivetti_patches":
        assert dataset.X.min() >= 0
        assert dataset.X.max() <= 1


@pytest.mark.real_data
@pytest.mark.skipif(
    DATA_VARIABLE not in os.environ, reason=f"{DATA_VARIABLE} is not set"
)
@pytest.mark.parametrize("name", OF_USERS)
def test_interactions_are_the_published_ratings_of_4_and_5(name):
    dataset, (n_users, n_items, n_liked) = load_dataset(name), OF_USERS[name]
    assert dataset.X.shape[0] + dataset.X_test.shape[0] == n_users
    assert dataset.X.shape[1] == len(set(dataset.item_ids)) == n_items
    assert dataset.X.nnz + dataset.X_test.nnz == n_liked
    assert not set(dataset.ids) & set(dataset.ids_test)
    again, whole = load_with_ratings(name)
    assert (again.X != dataset.X).nnz == 0
    seen = seen_by(dataset.ids_test, whole)
    assert seen.shape == dataset.X_test.shape
    assert dataset.X_test.nnz < seen.nnz
    assert (seen - dataset.X_test).min() == 0
    assert any("Star Wars" in title for title in dataset.item_ids)


@pytest.mark.parametrize("name", SHIPPED)
def test_loading_twice_gives_the_same_samples(name):
    first, second = load_cached(name), load_dataset(name)
    np.testing.assert_array_equal(first.X, second.X)
    np.testing.assert_array_equal(first.y_test, second.y_test)


def test_the_error_for_an_unknown_name_lists_the_known_names():
    with pytest.raises(InvalidParameterError, match="Did you mean 'digits'"):
        load_dataset("digit")


def test_curves_pass_through_valid_points():
    points = curves.draw_points(500, seed=0)
    assert points.min() >= 2
    assert points.max() <= 26
    assert np.diff(points[:, :, 0], axis=1).min() >= 2
    pictures = curves.draw_curves(points).reshape(-1, 28, 28)
    for picture, three in zip(pictures, points, strict=True):
        for x, y in three:
            assert picture[int(y), int(x)] > 0.3 * curves.INK


def test_pca_of_curves_has_about_the_published_error():
    # Hinton & Salakhutdinov (2006): 5.90 with 18 components.
    dataset = load_once("curves")
    pca = PCA(18, svd_solver="covariance_eigh").fit(dataset.X[:8000])
    X_hat = pca.inverse_transform(pca.transform(dataset.X_test[:4000]))
    error = np.square(dataset.X_test[:4000] - X_hat).sum(axis=1).mean()
    assert error == pytest.approx(5.90, rel=0.05)


def test_the_label_of_the_swiss_roll_is_the_angle():
    roll = load_dataset("swiss_roll")
    np.testing.assert_allclose(roll.X[:, 0], roll.y * np.cos(roll.y))
    np.testing.assert_allclose(roll.X[:, 2], roll.y * np.sin(roll.y))


@pytest.mark.parametrize("name", [pytest.param("olivetti_faces", marks=NEEDS_FILES)])
def test_training_and_test_faces_have_no_person_in_common(name):
    faces = load_dataset(name)
    assert not set(faces.y) & set(faces.y_test)
    # The first pixels that scikit-learn's copy has.
    np.testing.assert_allclose(faces.X[0, :3], [0.30991736, 0.3677686, 0.41735536])


def test_patches_are_crops_of_rotated_faces():
    # A face that is dark but for its right half: turned by a quarter it is the lower
    # half, or the upper one.
    face = np.zeros((1, 64, 64))
    face[:, :, 32:] = 1.0
    patches = olivetti_patches.cut_patches(
        face.reshape(1, -1), np.random.default_rng(0)
    ).reshape(-1, 25, 25)
    assert patches.shape == (414, 25, 25)
    halves = patches.mean(axis=(1, 2))
    assert np.abs(halves - 0.5).max() < 0.03  # the edge goes through the middle
    right, lower = patches[:, 12, 20] > 0.5, patches[:, 20, 12] > 0.5
    assert right.mean() > 0.95  # never turned by more than a quarter
    assert 0.3 < lower.mean() < 0.7


@pytest.mark.parametrize("name", [pytest.param("olivetti_patches", marks=NEEDS_FILES)])
def test_patches_have_the_published_variance_and_about_the_pca_error(name):
    patches = load_cached(name)
    X, X_test = patches.X[::10], patches.X_test[::10]
    assert np.square(patches.X).sum(axis=1).mean() == pytest.approx(625, rel=0.001)
    pca = PCA(30, svd_solver="covariance_eigh").fit(X)
    X_hat = pca.inverse_transform(pca.transform(X_test))
    error = np.square(X_test - X_hat).sum(axis=1).mean()
    assert error == pytest.approx(135, rel=0.05)  # Hinton & Salakhutdinov (2006)


def test_matlab_faces_are_transposed(tmp_path):
    from scipy.io import savemat

    images = np.random.default_rng(0).integers(0, 255, (3, 64, 64), dtype=np.uint8)
    columns = images.transpose(0, 2, 1).reshape(3, -1).T  # as published
    savemat(tmp_path / "faces.mat", {"faces": columns})
    read = olivetti_faces.faces_from_matlab(tmp_path / "faces.mat")
    np.testing.assert_array_equal(read, images)


def samples(**fields):
    """Return 100 distinct samples in classes of 60, 30 and 10."""
    defaults = {
        "X": np.arange(200.0).reshape(100, 2),
        "y": np.repeat([0, 1, 2], [60, 30, 10]),
        "class_names": ("a", "b", "c"),
        "ids": np.arange(100),
    }
    return Dataset(name="tiny", source="here", **(defaults | fields))


def test_a_split_keeps_all_samples_in_order():
    parts = samples().split(test=0.3, seed=5)
    assert len(parts.X_test) == 30
    assert sorted([*parts.ids, *parts.ids_test]) == list(range(100))
    assert np.all(np.diff(parts.ids) > 0)
    assert np.all(np.diff(parts.ids_test) > 0)
    np.testing.assert_array_equal(parts.X_test[:, 0], 2 * parts.ids_test)


def test_a_split_is_stratified():
    for seed in range(20):
        parts = samples().split(test=0.25, seed=seed)
        np.testing.assert_allclose(np.bincount(parts.y_test), [15, 7.5, 2.5], atol=1)


def test_a_split_depends_on_its_seed_only():
    first, same, other = (samples().split(test=0.3, seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first.ids_test, same.ids_test)
    assert first.ids_test.tolist() != other.ids_test.tolist()


def test_samples_without_classes_are_split():
    parts = samples(y=None, class_names=None, ids=None).split(test=0.1)
    assert parts.X_test.shape == (10, 2)
    assert parts.y_test is None
    rare = samples(y=np.array([0] * 99 + [1])).split(test=0.1)
    assert len(rare.y_test) == 10


def test_samples_of_several_classes_are_split():
    y = np.random.default_rng(0).integers(0, 2, (100, 2), np.uint8)
    parts = samples(y=y, class_names=("a", "b")).split(test=0.3)
    np.testing.assert_array_equal(parts.y_test, y[parts.ids_test])
    assert parts.counts_of_two_classes() is None


def test_missing_labels_are_of_neither_class():
    y, y_test = np.array([0, 0, 0, 1, -1, -1, -1]), np.array([1, -1, 0])
    both = samples(y=y, class_names=("a", "b"), X_test=np.ones((3, 2)), y_test=y_test)
    assert both.counts_of_two_classes().tolist() == [4, 2]


def test_sparse_samples_stay_sparse_in_a_split():
    parts = samples(X=sparse.csr_array(np.eye(100))).split(test=0.2)
    assert isinstance(parts.X, sparse.csr_array)
    assert parts.X_test.shape == (20, 100)


def test_a_split_with_an_empty_part_is_refused():
    with pytest.raises(InvalidDataError, match="leaves no test sample: tiny has 100"):
        samples().split(test=0.001)
    with pytest.raises(InvalidDataError, match="leaves no training sample"):
        samples().split(test=0.999)
    with pytest.raises(InvalidParameterError, match=r"test must be above 0 .* got 1.0"):
        samples().split(test=1.0)
    with pytest.raises(InvalidDataError, match="already has 30 test samples"):
        samples().split(test=0.3).split(test=0.3)


def test_the_repr_of_a_dataset_shows_its_size():
    shown = repr(samples().split(test=0.3))
    assert shown == (
        "Dataset('tiny', 70 samples and 30 for testing, 2 features, 3 classes)"
    )


def write_idx(path, array, code=8):
    head = bytes([0, 0, code, array.ndim])
    sizes = np.array(array.shape, ">u4").tobytes()
    with gzip.open(path, "wb") as file:
        file.write(head + sizes + array.tobytes())


def test_idx_files_keep_their_shape_and_type(tmp_path):
    numbers = np.arange(24, dtype=">i2").reshape(2, 3, 4)
    write_idx(tmp_path / "a.gz", numbers, code=11)
    np.testing.assert_array_equal(read_idx(tmp_path / "a.gz"), numbers)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (gzip.compress(b"hello"), "is not an IDX file"),
        (gzip.compress(b"\0\0\x08\x01\0\0\0\x05abc"), "is damaged: it has 11 bytes"),
        (gzip.compress(b"\0\0\x08\x02\0\0"), "is damaged"),
        (b"hello", "Cannot read .*Not a gzipped file"),
        (gzip.compress(b"\0" * 1000)[:-12], "Cannot read"),
    ],
    ids=["other", "short", "shorter", "no gzip", "cut"],
)
def test_damaged_idx_files_are_named(tmp_path, content, message):
    (tmp_path / "a.gz").write_bytes(content)
    with pytest.raises(DataFileError, match=message):
        read_idx(tmp_path / "a.gz")
