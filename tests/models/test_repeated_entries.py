"""Sparse samples that store a cell several times: the entries are summed."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from run_folders import small
from scipy import sparse

from autoencode.arrays import canonical
from autoencode.metrics import trustworthiness

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")  # fitted too briefly


def repeated():
    """Counts of words as in SciPy's example of csr_matrix: an entry for each word."""
    rng = np.random.default_rng(0)
    n_words = rng.integers(10, 30, size=40)
    columns = rng.integers(0, 6, size=n_words.sum())
    starts = np.concatenate([[0], np.cumsum(n_words)])
    X = sparse.csr_matrix((np.ones(len(columns)), columns, starts), shape=(40, 6))
    assert not X.has_canonical_format
    return X


@pytest.mark.parametrize("name", ["parametric_map", "anomaly_detector", "retriever"])
def test_repeated_entries_give_the_model_of_their_sums(name):
    X = sparse.csr_matrix(repeated().toarray())
    expected, found = small(name).fit(X), small(name).fit(repeated())
    method = "score_samples" if hasattr(expected, "score_samples") else "transform"
    of_sums = getattr(expected, method)(X)
    assert_array_equal(getattr(found, method)(repeated()), of_sums)
    assert_array_equal(getattr(expected, method)(repeated()), of_sums)


def test_metrics_of_repeated_entries_are_those_of_their_sums():
    codes = np.random.default_rng(0).normal(size=(40, 2))
    dense = repeated().toarray()
    expected = trustworthiness(dense, codes)
    assert trustworthiness(repeated(), codes) == pytest.approx(expected)


@pytest.mark.parametrize("name", ["parametric_map", "retriever", "item_recommender"])
def test_a_fit_leaves_repeated_entries_as_they_are(name):
    X = repeated()
    parts = X.data, X.indices, X.indptr
    before = [part.copy() for part in parts]
    for part in parts:
        part.flags.writeable = False
    small(name).fit(X)
    for part, copy in zip(parts, before, strict=True):
        assert_array_equal(part, copy)


def test_a_matrix_without_repeated_entries_is_not_copied():
    X = sparse.csr_array(np.eye(3))
    assert canonical(X) is X
