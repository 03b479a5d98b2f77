"""Measures of a ranking, computed by hand."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from scipy import sparse

from autoencode.tasks.ranking import (
    average_precision,
    best_items,
    hits,
    ndcg,
    recall,
)

# Two users: of the first, items 2 and 5 are relevant, and 2 is ranked second.
RANKING = np.array([[0, 2, 4], [1, -1, -1]])
RELEVANT = sparse.csr_array(np.array([[0, 0, 1, 0, 0, 1], [0, 1, 0, 0, 0, 0]]))
FOUND, NUMBERS = hits(RANKING, RELEVANT), np.array([2, 1])


def test_hits_are_the_ranked_items_that_are_relevant():
    assert_array_equal(FOUND, [[False, True, False], [True, False, False]])


def test_ndcg_is_that_of_a_calculation_by_hand():
    best = 1 / np.log2(2) + 1 / np.log2(3)
    assert ndcg(FOUND, NUMBERS, 3) == pytest.approx([1 / np.log2(3) / best, 1.0])
    assert ndcg(FOUND, NUMBERS, 1) == pytest.approx([0.0, 1.0])


def test_recall_and_average_precision_are_those_of_a_calculation_by_hand():
    assert recall(FOUND, NUMBERS, 3) == pytest.approx([1 / 2, 1])
    assert recall(FOUND, NUMBERS, 1) == pytest.approx([0, 1])
    assert average_precision(FOUND, NUMBERS, 3) == pytest.approx([1 / 2 / 2, 1])


# Of five relevant items two are ranked, of three places the first and the third.
MORE = np.array([[True, False, True]]), np.array([5]), 3


def test_recall_of_more_relevant_items_than_places_is_the_share_of_places():
    assert recall(*MORE) == pytest.approx([2 / 3])


def test_average_precision_of_more_relevant_items_than_places_is_a_mean_of_places():
    assert average_precision(*MORE) == pytest.approx([(1 / 1 + 0 + 2 / 3) / 3])


def test_a_ranking_of_all_relevant_items_first_has_all_measures_at_1():
    found = np.array([[True, True, False, False]])
    for measure in (ndcg, recall, average_precision):
        assert measure(found, np.array([2]), 4) == pytest.approx([1.0])


def test_of_equal_scores_the_first_items_are_best():
    scores = np.array([[1.0, 3.0, 1.0, 1.0], [-np.inf, 2.0, -np.inf, 2.0]])
    assert_array_equal(best_items(scores, 2), [[1, 0], [1, 3]])
    assert_array_equal(best_items(scores, 5), [[1, 0, 2, 3, -1], [1, 3, -1, -1, -1]])
