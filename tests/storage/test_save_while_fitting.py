"""Saving between two epochs, while all weights are parts of one tensor."""

import numpy as np
from numpy.testing import assert_array_equal

from autoencode.models.autoencoder import Autoencoder
from autoencode.storage import load, save


def test_a_model_saved_between_epochs_is_the_model_of_that_moment(tmp_path):
    X = np.random.default_rng(0).normal(size=(60, 7)).astype(np.float32)
    model = Autoencoder(hidden_layer_sizes=(5,), max_epochs=4, random_state=0)
    codes = []
    for record in model.fit_epochs(X):
        save(model, tmp_path / f"epoch-{record['epoch']}")
        codes.append(model.transform(X))
    for number, expected in enumerate(codes, start=1):
        loaded = load(tmp_path / f"epoch-{number}")
        assert_array_equal(loaded.transform(X), expected)
