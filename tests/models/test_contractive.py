"""Codes that are robust to small changes of samples."""

import numpy as np

from autoencode import (
    ContractiveAutoencoder,
)


def test_contraction_makes_relative_changes_of_codes_smaller(digits):
    noise = np.random.default_rng(0).normal(scale=0.1, size=digits.shape)
    changes = []
    for weight in (0.0, 3.0):
        model = ContractiveAutoencoder(
            n_components=8,
            contraction_weight=weight,
            code_activation="sigmoid",
            hidden_layer_sizes=(64,),
            max_epochs=10,
            random_state=0,
        ).fit(digits)
        codes = model.transform(digits)
        change = np.square(model.transform(digits + noise) - codes).sum()
        changes.append(change / np.square(codes - codes.mean(axis=0)).sum())
    assert changes[1] < 0.7 * changes[0]
