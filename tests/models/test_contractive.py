"""Codes that small changes do not move."""

import numpy as np

from autoencode import (
    ContractiveAutoencoder,
)


def test_contraction_makes_codes_move_less_for_their_size(digits):
    moved = np.random.default_rng(0).normal(scale=0.1, size=digits.shape)
    shares = []
    for weight in (0.0, 3.0):
        model = ContractiveAutoencoder(
            n_components=8,
            contraction_weight=weight,
            code_activation="sigmoid",
            max_epochs=40,
            random_state=0,
        ).fit(digits)
        codes = model.transform(digits)
        change = np.square(model.transform(digits + moved) - codes).sum()
        shares.append(change / np.square(codes - codes.mean(axis=0)).sum())
    assert shares[1] < 0.7 * shares[0]
