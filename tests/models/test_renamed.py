"""Old names of parameters and methods, which are accepted for one version."""

import inspect
import warnings
from dataclasses import fields

import numpy as np
import pytest
from factors import factors
from sklearn.base import clone
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from autoencode import (
    AdversarialAutoencoder,
    SparseAutoencoder,
    VectorQuantizedAutoencoder,
    WassersteinAutoencoder,
)
from autoencode.errors import InvalidParameterError
from autoencode.models import MODELS

RENAMED = [
    pytest.param(model, old, new, id=f"{name}: {old}")
    for name, model in MODELS.items()
    for old, new in model._renamed_parameters.items()
]
MESSAGE = (
    "divergence_weight is renamed mmd_weight and will be removed in version 0.3; use "
    "mmd_weight."
)


def warned_once(action):
    """The result of an action, and its only warning."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        found = action()
    assert [each.category for each in caught] == [FutureWarning]
    return found, caught[0]


def test_the_renamed_parameters_are_these():
    renamed = {
        (name, old): new
        for name, model in MODELS.items()
        for old, new in model._renamed_parameters.items()
    }
    assert renamed == {
        ("sparse", "target_rate"): "sparsity_target",
        ("wasserstein", "divergence_weight"): "mmd_weight",
        ("adversarial", "deception_weight"): "adversarial_weight",
        ("adversarial", "opponent_layer_sizes"): "discriminator_layer_sizes",
        ("adversarial", "slope_weight"): "gradient_penalty_weight",
        ("vector_quantized", "n_entries"): "codebook_size",
        ("vector_quantized", "part_size"): "codebook_dim",
        ("vae_gan", "deception_weight"): "adversarial_weight",
        ("vae_gan", "slope_weight"): "gradient_penalty_weight",
        ("bidirectional_gan", "deception_weight"): "adversarial_weight",
        ("bidirectional_gan", "slope_weight"): "gradient_penalty_weight",
    }


@pytest.mark.parametrize(("model", "old", "new"), RENAMED)
def test_an_old_name_sets_the_new_parameter_with_one_warning(model, old, new):
    names = {parameter.name for parameter in fields(model)}
    assert new in names
    assert old not in names
    value = (3,) if new == "discriminator_layer_sizes" else 3
    made, warning = warned_once(lambda: model(**{old: value}))
    assert made.get_params()[new] == value
    assert f"{old} is renamed {new}" in str(warning.message)
    changed, _ = warned_once(lambda: model().set_params(**{old: value}))
    assert changed.get_params() == made.get_params()


@pytest.mark.parametrize(("model", "old", "new"), RENAMED)
def test_signature_parameters_and_clones_have_the_new_names_alone(model, old, new):
    for names in (
        inspect.signature(model).parameters,
        inspect.signature(model.__init__).parameters,
        model().get_params(),
        clone(model()).get_params(),
    ):
        assert new in names
        assert old not in names


def test_the_warning_names_both_and_points_at_the_line_of_the_user():
    for action in (
        lambda: WassersteinAutoencoder(divergence_weight=0.5),
        lambda: WassersteinAutoencoder().set_params(divergence_weight=0.5),
        lambda: make_pipeline(WassersteinAutoencoder()).set_params(
            wassersteinautoencoder__divergence_weight=0.5
        ),
    ):
        _, warning = warned_once(action)
        assert str(warning.message) == MESSAGE
        assert warning.filename == __file__


def test_old_and_new_name_together_are_refused():
    message = "divergence_weight is renamed mmd_weight; got both. Give mmd_weight alone"
    both = {"divergence_weight": 0.5, "mmd_weight": 0.5}
    with pytest.raises(InvalidParameterError, match=message):
        WassersteinAutoencoder(**both)
    model = WassersteinAutoencoder()
    with pytest.raises(InvalidParameterError, match=message):
        model.set_params(**both)
    assert model.mmd_weight == 0.3


def test_names_that_were_never_parameters_are_refused_as_before():
    with pytest.raises(TypeError, match="unexpected keyword argument 'weight'"):
        WassersteinAutoencoder(weight=1)
    with pytest.raises(ValueError, match="Invalid parameter 'weight'"):
        WassersteinAutoencoder().set_params(weight=1)


def test_several_old_names_are_accepted_at_once():
    with pytest.warns(FutureWarning) as caught:
        model = AdversarialAutoencoder(
            slope_weight=0.5, deception_weight=0.1, random_state=0
        )
    assert len(caught) == 2
    assert (model.gradient_penalty_weight, model.adversarial_weight) == (0.5, 0.1)
    assert model.random_state == 0


def test_a_grid_search_accepts_an_old_name():
    pipeline = make_pipeline(
        StandardScaler(), SparseAutoencoder(sparsity="kl", code_activation="sigmoid")
    )
    pipeline.set_params(sparseautoencoder__max_epochs=1)
    grid = {"sparseautoencoder__target_rate": [0.1]}
    with pytest.warns(FutureWarning, match="use sparsity_target") as caught:
        search = GridSearchCV(pipeline, grid, cv=2).fit(factors(40))
    assert {each.filename for each in caught} == {__file__}
    assert search.best_estimator_[-1].sparsity_target == 0.1


def test_encode_entries_calls_encode_indices():
    X = factors(40)
    model = VectorQuantizedAutoencoder(
        max_epochs=1, prior_epochs=1, random_state=0
    ).fit(X)
    found, warning = warned_once(lambda: model.encode_entries(X))
    np.testing.assert_array_equal(found, model.encode_indices(X))
    assert "use encode_indices" in str(warning.message)
    assert warning.filename == __file__
