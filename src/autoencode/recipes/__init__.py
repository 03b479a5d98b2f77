"""Reproductions of published results.

An entry of `RECIPES` loads the data, trains, and compares its results with the
published ones.
"""

from autoencode.recipes.burda2016 import VAE
from autoencode.recipes.classification import CLASSIFICATION
from autoencode.recipes.documents import (
    NEWSGROUPS_2D,
    NEWSGROUPS_10D,
    RCV1,
    REUTERS,
)
from autoencode.recipes.features import FEATURES, FEATURES_FASHION
from autoencode.recipes.hashing import HASHING, HASHING_NEWSGROUPS
from autoencode.recipes.hinton2006 import CURVES, FACES, MIDPOINTS, MNIST, MNIST_2D
from autoencode.recipes.maps import MAP_FASHION, MAP_MNIST
from autoencode.recipes.pretraining_or_not import PRETRAINING_OR_NOT
from autoencode.recipes.recipe import Recipe
from autoencode.recipes.sainburg2021 import (
    CONV_FASHION_2,
    CONV_FASHION_64,
    CONV_MNIST_2,
    CONV_MNIST_64,
)
from autoencode.recipes.salakhutdinov2008 import RBM_CD1, RBM_CD25
from autoencode.recipes.swiss_roll import SWISS_ROLL

RECIPES: dict[str, Recipe] = {
    "curves": CURVES,
    "mnist": MNIST,
    "faces": FACES,
    "mnist-2d": MNIST_2D,
    "midpoints": MIDPOINTS,
    "pretraining-or-not": PRETRAINING_OR_NOT,
    "classification": CLASSIFICATION,
    "features": FEATURES,
    "features-fashion": FEATURES_FASHION,
    "swiss-roll": SWISS_ROLL,
    "rbm-cd1": RBM_CD1,
    "rbm-cd25": RBM_CD25,
    "vae": VAE,
    "conv-mnist-64": CONV_MNIST_64,
    "conv-mnist-2": CONV_MNIST_2,
    "conv-fashion-64": CONV_FASHION_64,
    "conv-fashion-2": CONV_FASHION_2,
    "map-mnist": MAP_MNIST,
    "map-fashion": MAP_FASHION,
    "newsgroups-10d": NEWSGROUPS_10D,
    "newsgroups-2d": NEWSGROUPS_2D,
    "reuters": REUTERS,
    "rcv1": RCV1,
    "hashing": HASHING,
    "hashing-newsgroups": HASHING_NEWSGROUPS,
}
