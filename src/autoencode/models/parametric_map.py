"""The parametric map: codes in which neighbours stay neighbours."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import torch
from scipy import sparse
from sklearn.utils.multiclass import type_of_target
from torch import Tensor, nn
from torch.nn.functional import normalize

from autoencode.arrays import Array, Samples, dense, row_blocks
from autoencode.class_labels import UNLABELLED, has_no_label, label_array
from autoencode.errors import InvalidDataError, warn
from autoencode.models.base import BaseAutoencoder
from autoencode.models.setup import unchanged_if_refused
from autoencode.nn.corruption import mask
from autoencode.nn.neighborhood import (
    MAP_LOSSES,
    Directions,
    Kernel,
    Similarity,
    kernel_of_min_dist,
)
from autoencode.params import choice, number
from autoencode.training.batches import BatchSource
from autoencode.training.loop import OnStep, Record
from autoencode.training.neighbors import (
    NeighborSource,
    fuzzy_graph,
    nearest,
    neighbor_distance_ratio,
    weaken_between_classes,
)
from autoencode.training.pretraining import OnLayer
from autoencode.training.resume import with_checkpoints

METRICS = ("euclidean", "cosine")
NO_STRUCTURE = 0.97  # ratio of distances above which neighbours mean little
NO_NEARER = "Neighbouring samples are"  # start of the warning
LEAST_TO_COMPARE = 100  # samples; the ratio of fewer is not precise enough


@dataclass(kw_only=True, eq=False, repr=False)
class ParametricMap(BaseAutoencoder):
    """Autoencoder whose codes are a map: neighbouring samples have neighbouring codes.

    The encoder is trained on pairs of neighbours, by the loss of UMAP [1]_ [2]_ or of
    t-SNE [3]_ [4]_, together with a decoder. The map is about as clear as theirs; it
    embeds new samples as fast as any encoder, and decodes any point of it.

    *When to use it.* To look at data in two dimensions, and as the step before
    clustering. Distances between groups that are far apart mean little, as in t-SNE.
    *What to tune first.* ``n_neighbors``: more of them show the coarse structure, fewer
    the fine one. *Common problems.* A map of noise may look structured: see
    ``neighbor_distance_ratio_``. Batches of a few samples have too few others to keep
    apart.

    Parameters
    ----------
    map_loss : str, default="info_nce"
        Loss of the map: a name in `autoencode.nn.neighborhood.MAP_LOSSES`. "info_nce"
        and "t_sne" use the similarity ``1 / (1 + d ** 2)`` of codes at a distance
        ``d``, and normalise it over the batch, by sample or as a whole; "umap" is the
        cross-entropy of the edges of the neighbourhood graph.

    similarity : str, default="distance"
        Similarity of codes. "distance" is that of ``map_loss``, for maps to look at.
        "cosine" compares directions, ``exp(cosine / temperature)``, for codes of more
        components that are searched by cosine.

    temperature : float, default=0.2
        With "cosine", scale of the similarity; above 0. Smaller values tell near
        samples apart more finely.

    n_neighbors : int, default=15
        Number of nearest neighbours of each sample in the graph; at least 1.

    metric : str, default="euclidean"
        Distance between samples: "euclidean" or "cosine".

    min_dist : float, default=0.1
        With "umap", distance of codes that need not be nearer; at least 0.

    n_negatives : float, default=5.0
        With "umap", weight of repulsion, as a number of samples for each neighbour;
        above 0.

    reconstruction_weight : float, default=1.0
        Factor of the reconstruction loss, which is averaged over features; at least 0.

    mask_fraction : float, default=0.0
        Probability that a value of a sample is set to 0 in training, while the decoder
        restores it; in [0, 1).

    label_weight : float, default=0.0
        With the ``y`` of `fit`, share by which edges between samples of different
        classes lose weight; in [0, 1]. With 0 ``y`` is ignored.

    validation_fraction : float, default=0.0
        Fraction of the samples held out for validation; in [0, 1). Held-out samples
        have no neighbours: their loss is that of the reconstruction. With a
        ``reconstruction_weight`` of 0 the last epoch is kept.

    **parameters
        Network, loss and training: see `AutoencoderParameters`.

    Attributes
    ----------
    n_neighbors_ : int
        Number of neighbours used, less than ``n_neighbors`` with few samples.

    neighbor_distance_ratio_ : float
        Mean distance of neighbours, over that after a permutation of each column by
        itself, among at most 1,000 training samples. Above 0.97 `fit` warns.

    References
    ----------
    .. [1] L. McInnes, J. Healy, J. Melville. "UMAP: uniform manifold approximation and
       projection for dimension reduction". arXiv:1802.03426, 2018.
    .. [2] T. Sainburg, L. McInnes, T. Gentner. "Parametric UMAP embeddings for
       representation and semisupervised learning". Neural Computation 33, 2021.
    .. [3] L. van der Maaten. "Learning a parametric embedding by preserving local
       structure". AISTATS, 2009.
    .. [4] S. Damrich, J. N. Böhm, F. Hamprecht, D. Kobak. "From t-SNE to UMAP with
       contrastive learning". ICLR, 2023.

    Examples
    --------
    >>> from sklearn.datasets import load_digits
    >>> from autoencode import ParametricMap
    >>> X = load_digits().data
    >>> model = ParametricMap(max_epochs=5, random_state=0).fit(X[:1500])
    >>> model.transform(X[1500:]).shape
    (297, 2)
    """

    map_loss: str = choice("info_nce", MAP_LOSSES)
    similarity: str = choice("distance", ("distance", "cosine"))
    temperature: float = number(0.2, above=0)
    n_neighbors: int = number(15, whole=True, at_least=1)
    metric: str = choice("euclidean", METRICS)
    min_dist: float = number(0.1, at_least=0)
    n_negatives: float = number(5.0, above=0)
    reconstruction_weight: float = number(1.0, at_least=0)
    mask_fraction: float = number(0.0, at_least=0, below=1)
    label_weight: float = number(0.0, at_least=0, at_most=1)
    validation_fraction: float = number(0.0, at_least=0, below=1)

    _in_nats: ClassVar[bool] = True  # the loss of the map is
    _takes_streams: ClassVar[bool] = False  # neighbours are those of all rows

    @with_checkpoints
    def fit(self, X: Any, y: object = None, X_val: Any = None) -> Self:
        """Train on ``X``; if it fails, the model is as before.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            As in `BaseAutoencoder.fit`.

        y : array of shape (n_samples,) or None, default=None
            Classes, of any type; -1, None and NaN are unknown. Ignored if
            ``label_weight`` is 0, or if they are continuous.

        X_val : array, data frame or sparse matrix, or None, default=None
            Validation samples, of which the reconstruction is evaluated.

        Returns
        -------
        self
        """
        with unchanged_if_refused(self, on=Exception):
            for _ in self.fit_epochs(X, y=y, X_val=X_val):
                pass
        return self

    def fit_epochs(
        self,
        X: Any,
        *,
        y: object = None,
        X_val: Any = None,
        on_step: OnStep | None = None,
        on_layer: OnLayer | None = None,
    ) -> Generator[Record, None, None]:
        """Train as `fit` does, one epoch for each record that is requested.

        ``y`` are classes, as in `fit`; other parameters and the records are those of
        `BaseAutoencoder.fit_epochs`.
        """
        self._classes = self._checked_classes(X, y)
        return super().fit_epochs(X, X_val=X_val, on_step=on_step, on_layer=on_layer)

    def _checked_classes(self, X: Any, y: Any) -> Array | None:
        """Return classes as numbers; None if they are not used."""
        if y is None or self.label_weight == 0:
            return None
        y = label_array(y)
        n_samples = X.shape[0] if hasattr(X, "shape") else len(X)
        if y.shape != (n_samples,):
            raise InvalidDataError(
                f"y must have one class for each of the {n_samples} samples; got an "
                f"array of shape {y.shape}."
            )
        is_known = ~has_no_label(y)
        known = y[is_known]
        if known.dtype == object:
            known = np.array(known.tolist())
        if not len(known) or type_of_target(known).startswith("continuous"):
            return None
        found = np.full(n_samples, UNLABELLED)
        found[is_known] = np.unique(known, return_inverse=True)[1]
        return found

    def _build_network(self, n_features: int) -> nn.Module:
        return self._encoder_decoder(n_features)

    def _training_source(self, X: Samples, rows: Array) -> BatchSource:
        """Return the samples to train on, each with a neighbour in every batch."""
        source = super()._training_source(X, rows)
        self.n_neighbors_ = min(self.n_neighbors, len(rows) - 1)
        if self.n_neighbors_ < self.n_neighbors and self._partial is None:
            warn(
                f"n_neighbors={self.n_neighbors} is more than the {self.n_neighbors_} "
                f"other samples; {self.n_neighbors_} are used."
            )
        if self.n_neighbors_ == 0:  # one sample, in `partial_fit`
            return NeighborSource(source, rows, sparse.csr_array((1, 1)))
        samples = X[rows] if len(rows) < X.shape[0] else X
        self._measure_structure(samples)
        found = nearest(samples, self.n_neighbors_, self.metric, 0)
        graph = fuzzy_graph(*found)
        # Those of a fit that was refused are not for `partial_fit`.
        classes = getattr(self, "_classes", None) if self._partial is None else None
        if classes is not None:
            graph = weaken_between_classes(graph, classes[rows], self.label_weight)
        self._classes = None
        return NeighborSource(source, rows, graph)

    def _measure_structure(self, X: Samples) -> None:
        """Warn if neighbours are no nearer than with independent columns."""
        first = dense(X, slice(0, 1))
        if self._partial is None and all(
            (each == first).all() for each in row_blocks(X)
        ):
            warn(f"All {X.shape[0]} rows of X are equal: the map shows nothing.")
        ratio = neighbor_distance_ratio(X, self.n_neighbors_, self.metric, 0)
        self.neighbor_distance_ratio_ = ratio
        is_of_fit = self._partial is None and X.shape[0] >= LEAST_TO_COMPARE
        if is_of_fit and X.shape[1] > 1 and ratio > NO_STRUCTURE:
            warn(
                f"{NO_NEARER} {ratio:.2f} times as far apart as if the "
                f"columns were independent of each other: groups on the map are random "
                f"or of a single column."
            )

    def _loss_terms(
        self, network: Any, x: Tensor, generator: torch.Generator
    ) -> dict[str, Tensor]:
        if not network.training:  # held-out samples come without neighbours
            return {
                "reconstruction": self._reconstruction(network, network.encode(x), x)
            }
        codes = network.encode(self._masked(x, generator))
        # Neighbours are samples of the epoch too: each is decoded once, as the first.
        n = len(x) // 2
        reconstruction = self._reconstruction(network, codes[:n], x[:n])
        codes = codes.float()
        if self.similarity == "cosine":
            codes = normalize(codes, dim=1)
        heads, tails = codes.chunk(2)
        loss = MAP_LOSSES[self.map_loss](heads, tails, self._kernel, self.n_negatives)
        return {"neighborhood": loss, "reconstruction": reconstruction}

    def _reconstruction(self, network: Any, codes: Tensor, x: Tensor) -> Tensor:
        """Return the weighted loss of decoded samples, averaged over features."""
        losses = self._reconstruction_loss(network.decode(codes), x) / x.shape[1]
        return self.reconstruction_weight * losses.mean()

    def _masked(self, x: Tensor, generator: torch.Generator) -> Tensor:
        if self.mask_fraction == 0:
            return x
        fraction = x.new_full((len(x), 1), self.mask_fraction)
        return mask(x, fraction, self._zero(x), generator)

    @property
    def _monitor(self) -> str | None:
        # Held-out samples have no neighbours: their loss is that of reconstructions.
        return super()._monitor if self.reconstruction_weight else None

    @property
    def _trains_decoder(self) -> bool:
        return self.reconstruction_weight > 0

    @property
    def _normalizes_layers(self) -> bool:
        # A map converges in a fraction of the steps with it.
        if self.layer_norm == "auto":
            return not self.batch_norm and self.pretraining == "none"
        return bool(self.layer_norm)

    @property
    def _kernel(self) -> Similarity:
        if self.similarity == "cosine":
            return Directions(self.temperature)
        is_umap = self.map_loss == "umap"
        return kernel_of_min_dist(self.min_dist) if is_umap else Kernel()
