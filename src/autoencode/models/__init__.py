"""The estimators. A new variant is one file in this folder and one line in MODELS."""

from autoencode.models.autoencoder import Autoencoder
from autoencode.models.coding import CodingModel
from autoencode.models.dbn import DeepBeliefNetwork
from autoencode.models.rbm import RBM

MODELS: dict[str, type[CodingModel]] = {
    "autoencoder": Autoencoder,
    "rbm": RBM,
    "deep_belief_network": DeepBeliefNetwork,
}
