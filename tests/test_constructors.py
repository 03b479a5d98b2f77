"""Constructors: an unknown parameter is refused with the place where it belongs."""

import pickle

import pytest

from autoencode import (
    AnomalyDetector,
    Autoencoder,
    TableAutoencoder,
    TableDetector,
)
from autoencode.data.mixed import TableTransformer
from autoencode.estimators import ESTIMATORS

INSIDE = {
    (TableAutoencoder, "max_epochs"): "TableAutoencoder(autoencoder=MixedAutoencoder("
    "max_epochs=...))",
    (AnomalyDetector, "activation"): "AnomalyDetector(autoencoder=Autoencoder("
    "activation=...))",
    (TableDetector, "n_members"): "TableDetector(detector=AnomalyDetector("
    "n_members=...))",
    (TableDetector, "max_epochs"): "TableDetector(detector=AnomalyDetector(autoencoder="
    "Autoencoder(max_epochs=...)))",
}


@pytest.mark.parametrize(("cls", "name"), INSIDE)
def test_parameters_of_an_estimator_inside_are_refused_with_the_way_to_give_it(
    cls, name
):
    with pytest.raises(TypeError) as caught:
        cls(**{name: 3})
    assert str(caught.value) == (
        f"{cls.__name__}() got an unexpected keyword argument {name!r}. Give it as "
        f"{INSIDE[cls, name]}."
    )


@pytest.mark.parametrize(
    ("cls", "name", "near"),
    [
        (Autoencoder, "n_component", "n_components"),
        (TableTransformer, "categoricals", "categorical"),
        (TableDetector, "numerics", "numeric"),
    ],
)
def test_misspelt_parameters_are_refused_with_the_nearest_one(cls, name, near):
    with pytest.raises(TypeError, match=rf"{name}'\. Did you mean '{near}'\?$"):
        cls(**{name: 3})


@pytest.mark.parametrize("cls", ESTIMATORS.values(), ids=lambda cls: cls.__name__)
def test_every_constructor_refuses_a_name_that_is_nowhere(cls):
    with pytest.raises(TypeError, match=r"unexpected keyword argument 'zzz'\.$"):
        cls(zzz=1)
    assert type(pickle.loads(pickle.dumps(cls()))) is cls
