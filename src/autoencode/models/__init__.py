"""The estimators. A new variant is one file in this folder and one line in MODELS."""

from autoencode.models.autoencoder import Autoencoder
from autoencode.models.base import BaseAutoencoder

MODELS: dict[str, type[BaseAutoencoder]] = {
    "autoencoder": Autoencoder,
}
