"""Autoencoders that are as easy, as fast and as trustworthy as PCA.

The names here are imported when they are first used, so that `import autoencode` and
``autoencode --help`` are fast.
"""

import gc
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autoencode.comparisons.classifiers import (
        compare_classifiers as compare_classifiers,
    )
    from autoencode.comparisons.compare import compare as compare
    from autoencode.data import load_dataset as load_dataset
    from autoencode.data.mixed import TableTransformer as TableTransformer
    from autoencode.data.streams import open_rows as open_rows
    from autoencode.explorer.widget import notebook_map as notebook_map
    from autoencode.export import export_folder as export_folder
    from autoencode.export import export_onnx as export_onnx
    from autoencode.export import export_torch as export_torch
    from autoencode.models.adversarial import (
        AdversarialAutoencoder as AdversarialAutoencoder,
    )
    from autoencode.models.autoencoder import Autoencoder as Autoencoder
    from autoencode.models.bigan import BidirectionalGAN as BidirectionalGAN
    from autoencode.models.contractive import (
        ContractiveAutoencoder as ContractiveAutoencoder,
    )
    from autoencode.models.dbn import DeepBeliefNetwork as DeepBeliefNetwork
    from autoencode.models.denoising import DenoisingAutoencoder as DenoisingAutoencoder
    from autoencode.models.feature_consistent import (
        FeatureConsistentVAE as FeatureConsistentVAE,
    )
    from autoencode.models.mixed import MixedAutoencoder as MixedAutoencoder
    from autoencode.models.parametric_map import ParametricMap as ParametricMap
    from autoencode.models.quantized import (
        VectorQuantizedAutoencoder as VectorQuantizedAutoencoder,
    )
    from autoencode.models.rbm import RBM as RBM
    from autoencode.models.sparse import SparseAutoencoder as SparseAutoencoder
    from autoencode.models.vae_gan import VAEGAN as VAEGAN
    from autoencode.models.variational import (
        VariationalAutoencoder as VariationalAutoencoder,
    )
    from autoencode.models.wasserstein import (
        WassersteinAutoencoder as WassersteinAutoencoder,
    )
    from autoencode.storage import load as load
    from autoencode.storage import save as save
    from autoencode.sweeps.search import search_parameters as search_parameters
    from autoencode.sweeps.sweep import sweep as sweep
    from autoencode.tasks.anomaly import AnomalyDetector as AnomalyDetector
    from autoencode.tasks.classifier import (
        AutoencoderClassifier as AutoencoderClassifier,
    )
    from autoencode.tasks.cluster_number import suggest_n_clusters as suggest_n_clusters
    from autoencode.tasks.clustering import (
        AutoencoderClustering as AutoencoderClustering,
    )
    from autoencode.tasks.evaluation import evaluate as evaluate
    from autoencode.tasks.evaluation import judge as judge
    from autoencode.tasks.rating_recommender import (
        RatingRecommender as RatingRecommender,
    )
    from autoencode.tasks.recommender import ItemRecommender as ItemRecommender
    from autoencode.tasks.retriever import DocumentRetriever as DocumentRetriever
    from autoencode.tasks.table_anomalies import TableDetector as TableDetector
    from autoencode.tasks.tables import TableAutoencoder as TableAutoencoder
    from autoencode.tasks.unit_meaning import describe_units as describe_units
    from autoencode.training.resume import Checkpoint as Checkpoint

try:
    __version__ = version("autoencode")
except PackageNotFoundError:  # run from a source tree that is not installed
    __version__ = "0+unknown"

_HOMES = {
    "RBM": "autoencode.models.rbm",
    "AdversarialAutoencoder": "autoencode.models.adversarial",
    "AnomalyDetector": "autoencode.tasks.anomaly",
    "Autoencoder": "autoencode.models.autoencoder",
    "AutoencoderClassifier": "autoencode.tasks.classifier",
    "AutoencoderClustering": "autoencode.tasks.clustering",
    "BidirectionalGAN": "autoencode.models.bigan",
    "Checkpoint": "autoencode.training.resume",
    "ContractiveAutoencoder": "autoencode.models.contractive",
    "DeepBeliefNetwork": "autoencode.models.dbn",
    "DenoisingAutoencoder": "autoencode.models.denoising",
    "DocumentRetriever": "autoencode.tasks.retriever",
    "FeatureConsistentVAE": "autoencode.models.feature_consistent",
    "ItemRecommender": "autoencode.tasks.recommender",
    "MixedAutoencoder": "autoencode.models.mixed",
    "ParametricMap": "autoencode.models.parametric_map",
    "RatingRecommender": "autoencode.tasks.rating_recommender",
    "SparseAutoencoder": "autoencode.models.sparse",
    "TableAutoencoder": "autoencode.tasks.tables",
    "TableDetector": "autoencode.tasks.table_anomalies",
    "TableTransformer": "autoencode.data.mixed",
    "VAEGAN": "autoencode.models.vae_gan",
    "VariationalAutoencoder": "autoencode.models.variational",
    "VectorQuantizedAutoencoder": "autoencode.models.quantized",
    "WassersteinAutoencoder": "autoencode.models.wasserstein",
    "compare": "autoencode.comparisons.compare",
    "compare_classifiers": "autoencode.comparisons.classifiers",
    "describe_units": "autoencode.tasks.unit_meaning",
    "evaluate": "autoencode.tasks.evaluation",
    "export_folder": "autoencode.export",
    "export_onnx": "autoencode.export",
    "export_torch": "autoencode.export",
    "judge": "autoencode.tasks.evaluation",
    "load": "autoencode.storage",
    "load_dataset": "autoencode.data",
    "notebook_map": "autoencode.explorer.widget",
    "open_rows": "autoencode.data.streams",
    "save": "autoencode.storage",
    "search_parameters": "autoencode.sweeps.search",
    "suggest_n_clusters": "autoencode.tasks.cluster_number",
    "sweep": "autoencode.sweeps.sweep",
}

__all__ = [
    "RBM",
    "VAEGAN",
    "AdversarialAutoencoder",
    "AnomalyDetector",
    "Autoencoder",
    "AutoencoderClassifier",
    "AutoencoderClustering",
    "BidirectionalGAN",
    "Checkpoint",
    "ContractiveAutoencoder",
    "DeepBeliefNetwork",
    "DenoisingAutoencoder",
    "DocumentRetriever",
    "FeatureConsistentVAE",
    "ItemRecommender",
    "MixedAutoencoder",
    "ParametricMap",
    "RatingRecommender",
    "SparseAutoencoder",
    "TableAutoencoder",
    "TableDetector",
    "TableTransformer",
    "VariationalAutoencoder",
    "VectorQuantizedAutoencoder",
    "WassersteinAutoencoder",
    "__version__",
    "compare",
    "compare_classifiers",
    "describe_units",
    "evaluate",
    "export_folder",
    "export_onnx",
    "export_torch",
    "load",
    "load_dataset",
    "notebook_map",
    "open_rows",
    "save",
    "search_parameters",
    "suggest_n_clusters",
    "sweep",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'autoencode' has no attribute {name!r}")
    # An import makes a hundred thousand objects and no garbage; looking for some
    # several times would take a tenth of the time that importing torch does.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return getattr(import_module(_HOMES[name]), name)
    finally:
        if was_enabled:
            gc.enable()


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
