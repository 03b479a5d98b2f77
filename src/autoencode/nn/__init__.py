"""Networks: torch modules and tensor functions, no training.

A network is an `EncoderDecoder`. A new kind of network is one file in this folder and
one line in NETWORKS.
"""

from autoencode.nn.mlp import dense_autoencoder

NETWORKS = {"dense": dense_autoencoder}
