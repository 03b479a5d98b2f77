"""Texts of two topics, which the tests of retrieval share."""

import numpy as np

from autoencode import Autoencoder

SPACE = ["rocket", "orbit", "moon", "launch", "satellite", "planet", "shuttle", "comet"]
COOKING = ["onion", "pepper", "roast", "butter", "oven", "soup", "garlic", "flour"]


def topics(n_each=20, seed=0):
    """Texts, and their topics: 0 is cooking, 1 is space, in turn."""
    rng = np.random.default_rng(seed)
    texts = [" ".join(rng.choice(each, 12)) for each in (COOKING, SPACE) * n_each]
    return texts, np.tile([0, 1], n_each)


def small_network(**changes):
    """An autoencoder that is trained in a moment."""
    given = {"hidden_layer_sizes": (16,), "n_components": 3, "max_epochs": 60}
    return Autoencoder(loss="poisson", **given | changes)
