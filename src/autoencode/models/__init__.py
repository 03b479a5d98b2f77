"""The estimators. A new variant is one file in this folder and one line in MODELS."""

from autoencode.models.adversarial import AdversarialAutoencoder
from autoencode.models.autoencoder import Autoencoder
from autoencode.models.bigan import BidirectionalGAN
from autoencode.models.coding import CodingModel
from autoencode.models.contractive import ContractiveAutoencoder
from autoencode.models.dbn import DeepBeliefNetwork
from autoencode.models.denoising import DenoisingAutoencoder
from autoencode.models.feature_consistent import FeatureConsistentVAE
from autoencode.models.mixed import MixedAutoencoder
from autoencode.models.parametric_map import ParametricMap
from autoencode.models.quantized import VectorQuantizedAutoencoder
from autoencode.models.rbm import RBM
from autoencode.models.sparse import SparseAutoencoder
from autoencode.models.vae_gan import VAEGAN
from autoencode.models.variational import VariationalAutoencoder
from autoencode.models.wasserstein import WassersteinAutoencoder

MODELS: dict[str, type[CodingModel]] = {
    "autoencoder": Autoencoder,
    "denoising": DenoisingAutoencoder,
    "sparse": SparseAutoencoder,
    "contractive": ContractiveAutoencoder,
    "variational": VariationalAutoencoder,
    "wasserstein": WassersteinAutoencoder,
    "adversarial": AdversarialAutoencoder,
    "vector_quantized": VectorQuantizedAutoencoder,
    "vae_gan": VAEGAN,
    "feature_consistent": FeatureConsistentVAE,
    "bidirectional_gan": BidirectionalGAN,
    "mixed": MixedAutoencoder,
    "parametric_map": ParametricMap,
    "rbm": RBM,
    "deep_belief_network": DeepBeliefNetwork,
}
