"""Parameters of autoencoders in a list: names, values, clones and searches."""

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.model_selection import GridSearchCV

from autoencode import AnomalyDetector, Autoencoder, TableDetector
from autoencode.errors import InvalidParameterError


def listing(*n_components):
    tiny = {"hidden_layer_sizes": (8,), "max_epochs": 2}
    autoencoders = [Autoencoder(n_components=n, **tiny) for n in n_components]
    return AnomalyDetector(autoencoder=autoencoders, n_members=2, random_state=0)


def sizes(detector):
    return [each.n_components for each in detector.autoencoder]


def test_each_autoencoder_of_a_list_and_its_parameters_have_a_name():
    detector = listing(2, 3)
    found = detector.get_params()
    assert found["autoencoder__0"] is detector.autoencoder[0]
    assert found["autoencoder__1__n_components"] == 3
    assert not any("__" in name for name in detector.get_params(deep=False))
    outer = TableDetector(detector=detector).get_params()
    assert outer["detector__autoencoder__1__n_components"] == 3


def test_what_get_params_returns_can_be_set():
    detector, other = listing(2, 3), listing(4, 5)
    assert other.set_params(**detector.get_params()) is other
    assert sizes(other) == [2, 3]


def test_a_number_sets_one_autoencoder_and_no_number_all_of_them():
    detector = listing(2, 3).set_params(autoencoder__0__n_components=4)
    assert sizes(detector) == [4, 3]
    assert sizes(detector.set_params(autoencoder__n_components=5)) == [5, 5]
    # In whatever order: what is said of one holds for it.
    detector.set_params(autoencoder__1__n_components=7, autoencoder__n_components=6)
    assert sizes(detector) == [6, 7]


def test_an_autoencoder_of_a_list_is_replaced_and_the_given_list_stays():
    detector = listing(2, 3)
    given = detector.autoencoder
    detector.set_params(autoencoder__1=Autoencoder(n_components=9), n_members=3)
    assert sizes(detector) == [2, 9]
    assert given[1].n_components == 3
    assert detector.n_members == 3


def test_a_clone_has_autoencoders_of_its_own():
    detector = listing(2, 3)
    clone(detector).set_params(autoencoder__n_components=5)
    assert sizes(detector) == [2, 3]


def test_unknown_numbers_and_names_are_refused():
    message = "autoencoder__2 is not known: autoencoder is a list of 2"
    for name in ("autoencoder__2", "autoencoder__2__n_components"):
        with pytest.raises(InvalidParameterError, match=message):
            listing(2, 3).set_params(**{name: 1})
    for name in ("autoencoder__width", "autoencoder__0__width", "width"):
        with pytest.raises(ValueError, match="Invalid parameter 'width'"):
            listing(2, 3).set_params(**{name: 1})


@pytest.mark.parametrize(
    "name", ["autoencoder__n_components", "autoencoder__1__n_components"]
)
def test_a_grid_search_goes_through_the_parameters_of_a_list(name):
    X = np.random.default_rng(0).normal(size=(60, 4))
    search = GridSearchCV(
        listing(2, 3),
        {name: [1, 4]},
        scoring=lambda model, X, y=None: model.estimators_[-1].n_components,
        cv=2,
    )
    assert search.fit(X).best_params_ == {name: 4}
