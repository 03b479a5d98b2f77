"""Methods that make maps: how to make each, and the package it needs.

`METHODS` lists them by name. Packages are imported when a method is made, in the
process that fits it.
"""

import contextlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Self

import numpy as np
import torch
from sklearn.base import BaseEstimator

from autoencode.arrays import Samples, moments
from autoencode.models.autoencoder import Autoencoder
from autoencode.models.parametric_map import ParametricMap
from autoencode.models.variational import VariationalAutoencoder

PERPLEXITY = 30  # of t-SNE; less with few samples
INSTALL = "pip install 'autoencode[compare]'"


@dataclass(frozen=True, kw_only=True)
class Method:
    """A method of dimensionality reduction.

    Parameters
    ----------
    label : str
        Name to show.

    make : callable
        ``make(X, n_components, seed, max_epochs)`` returns an unfitted estimator;
        ``max_epochs`` is None or the number of epochs of a network.

    module : str, default=""
        Module that has to be installed; "" if it is always.

    package : str, default=""
        Its name for pip.

    max_fit : int or None, default=None
        Number of samples above which it is fitted to a random subsample.

    max_decoded : int or None, default=None
        Number of samples to reconstruct at most.
    """

    label: str
    make: Callable[[Samples, int, int, int | None], Any]
    module: str = ""
    package: str = ""
    max_fit: int | None = None
    max_decoded: int | None = None

    @property
    def is_installed(self) -> bool:
        """Whether its package can be imported."""
        return not self.module or find_spec(self.module) is not None

    @property
    def advice(self) -> str:
        """How to install it, as one sentence."""
        return f"{self.label} is not installed: {INSTALL} (or {self.package})."


class OpenTSNE(BaseEstimator):
    """t-SNE by openTSNE, as an estimator that embeds new samples.

    Parameters
    ----------
    n_components : int, default=2
        Number of dimensions of the map.
    perplexity : float, default=30
        Effective number of neighbours.
    random_state : int, default=0
        Seed.
    """

    def __init__(
        self, n_components: int = 2, perplexity: float = 30, random_state: int = 0
    ) -> None:
        self.n_components = n_components
        self.perplexity = perplexity
        self.random_state = random_state

    def fit(self, X: Samples, y: object = None) -> Self:
        """Embed the samples; the map is ``embedding_``."""
        from openTSNE import TSNE

        n_jobs = torch.get_num_threads()
        self.model_ = TSNE(**self.get_params(), n_jobs=n_jobs).fit(X)
        self.embedding_ = np.asarray(self.model_)
        return self

    def transform(self, X: Samples) -> Any:
        """Return the places of new samples on the map."""
        return np.asarray(self.model_.transform(X))


class PaCMAP(BaseEstimator):
    """PaCMAP by the package pacmap, as an estimator that embeds new samples.

    Parameters
    ----------
    n_components : int, default=2
        Number of dimensions of the map.
    random_state : int, default=0
        Seed.
    """

    def __init__(self, n_components: int = 2, random_state: int = 0) -> None:
        self.n_components = n_components
        self.random_state = random_state

    def fit(self, X: Samples, y: object = None) -> Self:
        """Embed the samples; the map is ``embedding_``."""
        from pacmap import PaCMAP as Model

        self.samples_ = np.asarray(X, np.float32)
        with _without_messages("pacmap"):
            self.model_ = Model(**self.get_params())
            self.embedding_ = np.asarray(self.model_.fit_transform(self.samples_))
        return self

    def transform(self, X: Samples) -> Any:
        """Return the places of new samples on the map."""
        return self.model_.transform(np.asarray(X, np.float32), basis=self.samples_)


@contextlib.contextmanager
def _without_messages(package: str) -> Iterator[None]:
    """Keep a package from telling, at each fit, that there is a seed."""
    logger = logging.getLogger(package)
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)


def _pca(X: Samples, n_components: int, seed: int, max_epochs: int | None) -> Any:
    from sklearn.decomposition import PCA

    return PCA(n_components, random_state=seed)


def _kernel_pca(
    X: Samples, n_components: int, seed: int, max_epochs: int | None
) -> Any:
    """Return PCA with a radial basis function as wide as the data.

    It does not reconstruct sparse samples, which scikit-learn does not implement.
    """
    from scipy.sparse import issparse
    from sklearn.decomposition import KernelPCA

    variance = moments(X).total_variance
    return KernelPCA(
        n_components,
        kernel="rbf",
        gamma=1 / variance if variance > 0 else None,
        fit_inverse_transform=not issparse(X),
        alpha=0.1,
        random_state=seed,
    )


def _t_sne(X: Samples, n_components: int, seed: int, max_epochs: int | None) -> Any:
    """Return openTSNE's estimator, or scikit-learn's, which has no transform.

    The latter without openTSNE, and for more than two dimensions, which openTSNE does
    not take. The perplexity is at most a third of the number of other samples.
    """
    perplexity = max(1.0, min(PERPLEXITY, (X.shape[0] - 1) / 3))
    if n_components <= 2 and has_open_tsne():
        return OpenTSNE(n_components, perplexity, seed)
    from sklearn.manifold import TSNE

    method = "barnes_hut" if n_components <= 3 else "exact"
    return TSNE(n_components, perplexity=perplexity, method=method, random_state=seed)


def has_open_tsne() -> bool:
    """Whether t-SNE is that of openTSNE, which embeds new samples."""
    return find_spec("openTSNE") is not None


def _umap(X: Samples, n_components: int, seed: int, max_epochs: int | None) -> Any:
    from umap import UMAP

    # With a seed umap-learn uses one process, and warns unless it is told so.
    return UMAP(n_components=n_components, random_state=seed, n_jobs=1)


def _pacmap(X: Samples, n_components: int, seed: int, max_epochs: int | None) -> Any:
    return PaCMAP(n_components, seed)


def _network(cls: type[Any]) -> Callable[[Samples, int, int, int | None], Any]:
    """Return the function that makes a model of this package."""

    def make(X: Samples, n_components: int, seed: int, max_epochs: int | None) -> Any:
        model = cls(n_components=n_components, random_state=seed)
        return model if max_epochs is None else model.set_params(max_epochs=max_epochs)

    return make


METHODS: dict[str, Method] = {
    "pca": Method(label="PCA", make=_pca),
    "kernel_pca": Method(label="kernel PCA", make=_kernel_pca, max_fit=5000),
    "t_sne": Method(label="t-SNE", make=_t_sne),
    "umap": Method(
        label="UMAP",
        make=_umap,
        module="umap",
        package="umap-learn",
        max_decoded=200,  # each point is optimised by itself
    ),
    "pacmap": Method(label="PaCMAP", make=_pacmap, module="pacmap", package="pacmap"),
    "autoencoder": Method(label="autoencoder", make=_network(Autoencoder)),
    "variational": Method(
        label="variational autoencoder", make=_network(VariationalAutoencoder)
    ),
    "parametric_map": Method(label="parametric map", make=_network(ParametricMap)),
}
