"""Results as data frames, which scikit-learn makes, change nothing within fits."""

import functools
from types import SimpleNamespace

import numpy as np
import pandas as pd
import polars as pl
import pytest
from numpy.testing import assert_array_equal
from run_folders import assert_same_outputs, fitted, outputs, small
from sklearn import config_context

from autoencode.arrays import plain_transform
from autoencode.estimators import ESTIMATORS
from autoencode.tasks.retriever import DocumentRetriever

FRAMES = {"pandas": pd.DataFrame, "polars": pl.DataFrame}
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")  # of such small fits


@pytest.mark.parametrize("library", FRAMES)
@pytest.mark.parametrize("name", ESTIMATORS)
def test_a_model_is_the_same_whatever_transform_returns(name, library):
    expected = outputs(*fitted(name))
    with config_context(transform_output=library):
        estimator, X = fitted(name)
        found = outputs(estimator, X)
    if "transform" in found:
        assert isinstance(found["transform"], FRAMES[library])
        found["transform"] = found["transform"].to_numpy()
    assert_same_outputs(found, expected)


@pytest.mark.parametrize("name", ["clustering", "retriever", "table_autoencoder"])
def test_set_output_changes_only_what_transform_returns(name):
    estimator, X = fitted(name)
    methods = ("describe", "kneighbors", "reconstruction_error", "set_output")
    asked = [each for each in methods[:3] if hasattr(estimator, each)]
    if name == "clustering":
        asked.append("predict_proba")
    calls = {each: getattr(estimator, each) for each in asked}
    expected = {each: repr(call(X)) for each, call in calls.items()}
    estimator.set_output(transform="pandas")
    assert {each: repr(call(X)) for each, call in calls.items()} == expected


def test_an_autoencoder_inside_may_have_an_output_of_its_own():
    expected, X = fitted("clustering")
    own = expected.autoencoder.__class__(**expected.autoencoder.get_params(deep=False))
    own.set_output(transform="pandas")
    found = small("clustering", autoencoder=own).fit(X)
    np.testing.assert_array_equal(found.codes_, expected.codes_)


def test_texts_are_retrieved_where_transform_returns_frames():
    texts = ["a cat and a dog", "a dog and a moon", "the blue moon", "a cat, a moon"]
    small_one = small("retriever").set_params(n_components=2)
    expected = DocumentRetriever(**small_one.get_params(deep=False)).fit(texts)
    with config_context(transform_output="pandas"):
        found = DocumentRetriever(**small_one.get_params(deep=False)).fit(texts)
        distances, _ = found.kneighbors(texts[:1], n_neighbors=2)
        assert list(found.transform(texts).columns) == [
            "documentretriever0",
            "documentretriever1",
        ]
    np.testing.assert_array_equal(found.codes_, expected.codes_)
    np.testing.assert_array_equal(distances, expected.kneighbors(texts[:1], 2)[0])


def test_decorators_of_others_and_instances_without_the_class_method_are_kept():
    def logged(transform):
        @functools.wraps(transform)
        def transform_logs(self, X):
            return transform(self, np.log1p(X))

        return transform_logs

    class Logs:
        @logged
        def transform(self, X):
            return X

    X = np.ones((2, 2))
    assert_array_equal(plain_transform(Logs(), X), np.log1p(X))
    assert_array_equal(plain_transform(SimpleNamespace(transform=np.exp), X), np.exp(X))
