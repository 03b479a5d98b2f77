"""Ratings of MovieLens 100K, by a few epochs."""

import os

import pytest

from autoencode import RatingRecommender
from autoencode.data.movielens_ratings import load_ratings
from autoencode.errors import InvalidParameterError
from autoencode.tasks.rating_evaluation import RatingEvaluation
from autoencode.tasks.rating_splits import random_split

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(
        "AUTOENCODE_DATA" not in os.environ, reason="AUTOENCODE_DATA is not set"
    ),
]


def test_a_few_epochs_exceed_the_baseline_on_movielens():
    ratings = load_ratings("movielens-100k")
    assert ratings.matrix.shape == (943, 1682)
    assert ratings.matrix.nnz == len(ratings.times) == 100_000
    train, test = random_split(ratings.matrix)
    model = RatingRecommender(n_components=100, max_epochs=8, random_state=0).fit(train)
    found = RatingEvaluation.of(model, train, test)
    assert 0.92 < found.rmse["all"]["baseline"][0] < 0.96
    assert found.difference < -0.01
    assert found.counts["all"] == 10_000


def test_a_data_set_without_ratings_is_refused():
    with pytest.raises(InvalidParameterError, match="'iris' holds no ratings"):
        load_ratings("iris")
