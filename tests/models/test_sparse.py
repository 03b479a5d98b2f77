"""Sparse codes."""

import numpy as np
import pytest

from autoencode import (
    SparseAutoencoder,
)
from autoencode.errors import InvalidParameterError


@pytest.mark.parametrize("n_active", [1, 5, 29])
def test_top_k_codes_have_k_units_that_are_not_zero(n_active, digits):
    model = SparseAutoencoder(
        n_components=30, n_active=n_active, max_epochs=3, random_state=0
    )
    codes = model.fit_transform(digits)
    assert ((codes != 0).sum(axis=1) == n_active).all()


def test_top_k_with_as_many_units_as_there_are_warns_once(digits):
    model = SparseAutoencoder(n_components=4, n_active=5, max_epochs=2, random_state=0)
    with pytest.warns(UserWarning, match="n_active=5 with n_components=4") as caught:
        codes = model.fit_transform(digits)
    assert len(caught) == 1
    assert (codes != 0).all()


def test_the_fraction_of_active_units_is_reported_and_falls_with_the_weight(digits):
    options = {"n_components": 30, "max_epochs": 20, "random_state": 0}
    fractions = [
        SparseAutoencoder(sparsity="l1", sparsity_weight=weight, **options)
        .fit(digits)
        .history_[-1]["active_units"]
        for weight in (0.0, 1.0)
    ]
    assert 0 < fractions[1] < 0.7 * fractions[0] < 1
    model = SparseAutoencoder(n_active=6, **options).fit(digits)
    codes = np.abs(model.transform(digits))
    large = codes > 0.1 * codes.max(axis=1, keepdims=True)
    reported = model.history_[-1]["active_units"]
    assert reported == pytest.approx(large.mean(), abs=0.02)
    assert reported == pytest.approx(6 / 30, abs=0.02)


def test_l1_makes_codes_smaller(digits):
    options = {"n_components": 30, "hidden_layer_sizes": (64,), "max_epochs": 20}
    options |= {"random_state": 0}
    sizes = [
        np.abs(
            SparseAutoencoder(
                sparsity="l1", sparsity_weight=weight, **options
            ).fit_transform(digits)
        ).mean()
        for weight in (0.0, 1.0)
    ]
    assert sizes[1] < 0.5 * sizes[0]


def test_kl_brings_units_to_the_sparsity_target(digits):
    model = SparseAutoencoder(
        n_components=30,
        sparsity="kl",
        code_activation="sigmoid",
        sparsity_weight=3.0,
        sparsity_target=0.1,
        hidden_layer_sizes=(64,),
        max_epochs=30,
        random_state=0,
    )
    assert model.fit_transform(digits).mean() == pytest.approx(0.1, abs=0.03)


def test_kl_needs_codes_in_the_unit_interval(digits):
    with pytest.raises(InvalidParameterError, match="code_activation must be 'sigm"):
        SparseAutoencoder(sparsity="kl").fit(digits)
