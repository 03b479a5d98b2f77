"""Clustering of samples by the codes of an autoencoder."""

from dataclasses import dataclass
from functools import partial
from typing import Any, Self

import numpy as np
from sklearn.base import (
    BaseEstimator,
    ClassNamePrefixFeaturesOutMixin,
    ClusterMixin,
    TransformerMixin,
    clone,
)
from sklearn.utils.validation import check_is_fitted

from autoencode.arrays import Array, Samples, plain_transform
from autoencode.constructors import NamedParameters
from autoencode.models.base import BaseAutoencoder
from autoencode.models.checks import check_samples
from autoencode.models.parametric_map import NO_NEARER, ParametricMap
from autoencode.models.setup import draw_seed
from autoencode.params import check_params, choice, instance, number, random_source
from autoencode.tasks.atomic_fits import atomic_fit
from autoencode.tasks.cluster_checks import (
    check_loaded,
    check_n_clusters,
    check_refinement,
)
from autoencode.tasks.cluster_models import METHODS, Clustering, fit_clusters
from autoencode.tasks.cluster_number import compared_numbers
from autoencode.tasks.cluster_refinement import REFINEMENTS, Refinement
from autoencode.tasks.cluster_stability import Stability, has_structure, stability_of
from autoencode.tasks.cluster_summaries import ClusterSummary, summaries
from autoencode.training.loop import Record
from autoencode.warning_filters import ignored_warnings

# Of the default map. With two, groups are long or touch, and k-means divides or joins
# them: of MNIST 0.83 of the images are in the cluster of their digit, with five 0.98.
N_COMPONENTS = 5


@dataclass(kw_only=True, eq=False, repr=False)
class AutoencoderClustering(
    NamedParameters,
    ClassNamePrefixFeaturesOutMixin,
    ClusterMixin,
    TransformerMixin,
    BaseEstimator,
):
    """Clusters of samples with similar codes of an autoencoder.

    An autoencoder is trained, and its codes are clustered. The default one is a
    `ParametricMap`, whose codes keep neighbours together and gaps between groups open
    [1]_. New samples are encoded and assigned, and the centre of a cluster is decoded.

    *Whether there are clusters.* Any method divides any data. `fit` therefore repeats
    everything, with shorter training, on two random halves of the samples. A warning
    says that no structure was found if their clusters agree hardly more than by chance
    (``stability_``), or are hardly more separated than those of normal samples with the
    same mean and covariance (``separation_``), which "hdbscan" does not measure.

    *Refinement.* The encoder may be trained further for the clusters themselves, with
    ``refine``: codes move towards the centres that they are near to, by DEC [2]_ or
    IDEC [3]_. Groups that the codes mix are not separated by it.

    *What to tune first.* ``n_clusters``, if you know it; the autoencoder's
    ``n_neighbors``. *Common problems.* Columns of different scale: put a
    `sklearn.preprocessing.StandardScaler` in front.

    Parameters
    ----------
    autoencoder : autoencoder or None, default=None
        Autoencoder to train. None uses a `ParametricMap` of five components.

    method : str, default="kmeans"
        Clustering of the codes: "kmeans"; "mixture", of Gaussians with full
        covariances; "hdbscan", which finds dense groups of any shape, and leaves
        samples between them in no cluster, -1.

    n_clusters : int or "auto", default="auto"
        Number of clusters. "auto" uses that of `suggest_n_clusters`, and one cluster,
        with a warning, of fewer than 8 samples or if no structure is found. "hdbscan"
        finds the number itself.

    max_clusters : int, default=15
        Largest number that "auto" compares; at least 2. See `suggest_n_clusters`.

    min_cluster_size : int or "auto", default="auto"
        Smallest number of samples in a cluster of "hdbscan"; at least 2. "auto" is a
        hundredth of the samples, at least 5.

    refine : str, default="none"
        Fine-tuning of encoder and centres, with "kmeans" and more than one cluster:
        "none"; "dec", by the clustering loss alone, while the decoder follows the codes
        without an effect on them; "idec", together with the reconstruction loss, so
        that codes still represent the samples.

    refine_epochs : int or "auto", default="auto"
        Largest number of epochs of the refinement. "auto" makes about 4,000 steps, in
        at most 100 epochs. It stops earlier once fewer than 0.1 % of the samples change
        their cluster within 500 steps.

    refine_learning_rate : float, default=0.0003
        Learning rate of the refinement, by Adam; above 0. A large one fits the first
        clusters before better ones are found.

    clustering_weight : float, default=0.1
        With "idec", weight of the clustering loss, the ``gamma`` of [3]_; above 0. The
        weight of the reconstruction is 1, as a share of the variance.

    random_state : int, RandomState or None, default=None
        Seed of the training and of the starts of clusterings.

    verbose : int, default=0
        1 or True shows the progress of the training on standard error.

    Attributes
    ----------
    labels_ : array of shape (n_samples,)
        Cluster of each sample of `fit`, from 0; -1 is no cluster.

    n_clusters_ : int
        Number of clusters.

    cluster_centers_ : array of shape (n_clusters_, n_components)
        Mean codes of the clusters; after a refinement the centres that were trained.

    autoencoder_ : autoencoder
        The fitted autoencoder, after the refinement if any.

    refinement_history_ : list of dict
        For each epoch of the refinement ``loss``, its terms ``clustering``, the KL
        divergence in nats times its weight, and ``reconstruction``, the share of the
        variance not explained; in some ``changed``, the share of the labels. Or empty.

    codes_ : array of shape (n_samples, n_components), float32
        Codes of the samples of `fit`.

    stability_ : float
        Agreement of the clusters of two halves of the samples, each with an autoencoder
        of its own: adjusted Rand index, 1 for equal clusters, about 0 by chance; NaN
        with fewer than 10 samples. It is that of the clusters before a refinement.

    separation_ : float
        Mean silhouette of each half by the clusters of the other one, above the largest
        of 19 sets of normal samples: below 0 without clusters. NaN if not measured.

    compared_ : list of dict
        With ``n_clusters="auto"``, the measures of each number of clusters: see
        `suggest_n_clusters`. Else empty.

    cluster_shapes_, cluster_weights_ : array
        Spread and weights of the clusters, see `Clustering`.

    n_features_in_, feature_names_in_
        Number of features in `fit`, and their names if ``X`` has names.

    References
    ----------
    .. [1] R. McConville, R. Santos-Rodríguez, R. J. Piechocki, I. Craddock. "N2D: (not
       too) deep clustering via clustering the local manifold of an autoencoded
       embedding". ICPR, 2020.
    .. [2] J. Xie, R. Girshick, A. Farhadi. "Unsupervised deep embedding for clustering
       analysis". ICML, 2016.
    .. [3] X. Guo, L. Gao, X. Liu, J. Yin. "Improved deep embedded clustering with local
       structure preservation". IJCAI, 2017.

    Examples
    --------
    >>> import numpy as np
    >>> from autoencode import Autoencoder, AutoencoderClustering
    >>> rng = np.random.default_rng(0)
    >>> X = rng.normal(size=(90, 5)) + 20 * np.repeat(np.eye(3, 5), 30, axis=0)
    >>> plain = Autoencoder(n_components=2, max_epochs=20, linear_skip=False)
    >>> model = AutoencoderClustering(
    ...     autoencoder=plain, max_clusters=4, random_state=0
    ... ).fit(X)
    >>> model.n_clusters_
    3
    >>> [summary.n_samples for summary in model.describe(X)]
    [30, 30, 30]
    """

    autoencoder: Any = instance(None, BaseAutoencoder)
    method: str = choice("kmeans", METHODS)
    n_clusters: int | str = number("auto", whole=True, at_least=1, auto=True)
    max_clusters: int = number(15, whole=True, at_least=2)
    min_cluster_size: int | str = number("auto", whole=True, at_least=2, auto=True)
    refine: str = choice("none", REFINEMENTS)
    refine_epochs: int | str = number("auto", whole=True, at_least=1, auto=True)
    refine_learning_rate: float = number(3e-4, above=0)
    clustering_weight: float = number(0.1, above=0)
    random_state: Any = random_source(None)
    verbose: int = number(0, whole=True, at_least=0, switch=True)

    @atomic_fit
    def fit(self, X: Any, y: object = None) -> Self:
        """Train the autoencoder, and cluster the codes of ``X``.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers; at least 2 different rows.

        y : object, default=None
            Ignored.

        Returns
        -------
        self

        Raises
        ------
        InvalidParameterError, InvalidDataError
            Before any training; among others if there are fewer different rows than
            clusters.

        TrainingDivergedError
            If a loss became infinite or NaN.
        """
        check_params(self)
        X = check_samples(self, X, reset=True, at_least=2)
        check_n_clusters(X, self.n_clusters, self.method)
        check_refinement(self.refine, self.method, self.autoencoder)
        seed = draw_seed(self.random_state)
        # A clusterer has its own warning of data without structure.
        with ignored_warnings(start=NO_NEARER):
            model = self._autoencoder(X.shape[0], seed).fit(X)
        codes = plain_transform(model, X)
        n_clusters, compared = self._number(codes, seed)
        found = self._clusters(codes, n_clusters, seed)
        stability = self._stability(X, model, n_clusters, seed)
        is_chosen = self.n_clusters == "auto" and self.method != "hdbscan"
        if not has_structure(stability, found, is_chosen=is_chosen) and is_chosen:
            found = self._clusters(codes, 1, seed)
        found, history = self._refined(model, X, found, seed)
        self.autoencoder_, self.compared_ = model, compared
        self.codes_ = plain_transform(model, X) if history else codes
        self.stability_, self.separation_ = stability
        self.refinement_history_ = history
        self.cluster_centers_, self.n_clusters_ = found.centers, found.n_clusters
        self.cluster_shapes_, self.cluster_weights_ = found.shapes, found.weights
        self.labels_ = found.labels
        return self

    def _default_autoencoder(self, n_samples: int) -> BaseAutoencoder:
        """Return the unfitted autoencoder of a clusterer that is given none."""
        return ParametricMap(n_components=N_COMPONENTS)

    def _autoencoder(self, n_samples: int, seed: int) -> BaseAutoencoder:
        """Return the unfitted autoencoder."""
        default = self._default_autoencoder(n_samples)
        model: BaseAutoencoder = clone(self.autoencoder or default)
        if model.random_state is None:
            model.set_params(random_state=seed)
        if self.verbose:
            model.set_params(verbose=self.verbose)
        return model

    def _number(self, codes: Array, seed: int) -> tuple[int, list[dict[str, float]]]:
        """Return the number of clusters, and the comparison that it is from."""
        if not isinstance(self.n_clusters, str):
            return int(self.n_clusters), []
        if self.method == "hdbscan":
            return 1, []
        return compared_numbers(codes, self.max_clusters, seed)

    def _clusters(self, codes: Array, n_clusters: int, seed: int) -> Clustering:
        size = self.min_cluster_size
        return fit_clusters(
            codes, self.method, n_clusters, min_cluster_size=size, seed=seed
        )

    def _stability(
        self, X: Samples, model: Any, n_clusters: int, seed: int
    ) -> Stability:
        """Return agreement and separation of the clusters of two halves."""
        if n_clusters == 1 and self.method != "hdbscan":
            return Stability(float("nan"), float("nan"))
        cluster = partial(self._clusters, n_clusters=n_clusters, seed=seed)
        return stability_of(X, model, cluster, seed, least=max(5, 2 * n_clusters))

    def _refined(
        self, model: BaseAutoencoder, X: Samples, found: Clustering, seed: int
    ) -> tuple[Clustering, list[Record]]:
        """Return the clusters after fine-tuning, if any, and its records."""
        if self.refine == "none" or found.n_clusters == 1:
            return found, []
        settings = self.refine, self.refine_epochs, self.refine_learning_rate
        refinement = Refinement(*settings, self.clustering_weight, seed, self.verbose)
        return refinement(model, X, found)

    @property
    def _clustering(self) -> Clustering:
        """The fitted clusters, whose attributes are stored one by one."""
        arrays = self.cluster_centers_, self.cluster_shapes_, self.cluster_weights_
        return Clustering(self.method, self.labels_, *arrays)

    def transform(self, X: Any) -> Array:
        """Return the codes of samples.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers.

        Returns
        -------
        array of shape (n_samples, n_components), float32
        """
        check_is_fitted(self)
        codes = plain_transform(self.autoencoder_, check_samples(self, X, reset=False))
        return np.asarray(codes)

    def predict(self, X: Any) -> Array:
        """Return the cluster of each sample.

        With "hdbscan" it is that of the nearest code of `fit`, or -1 if that is farther
        than the members of the cluster are from each other.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers.

        Returns
        -------
        array of int of shape (n_samples,)
            Clusters from 0; -1 is no cluster.
        """
        codes = plain_transform(self, X)
        return self._clustering.predict(codes, self.codes_)

    def predict_proba(self, X: Any) -> Array:
        """Return the probability of each cluster.

        That of "mixture" is the posterior probability. With "kmeans" it is the soft
        assignment of DEC: proportional to ``1 / (1 + d ** 2 / s)``, with the distance
        ``d`` of a code to the centre, and the mean ``s`` of the squared distances of
        training codes to their centres; after a refinement ``s`` is that of the codes
        before it, divided by ``n_components``, as in its loss. With "hdbscan" it is the
        probability of the nearest code of `fit`.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers.

        Returns
        -------
        array of shape (n_samples, n_clusters_), float64
            Rows sum to 1; with "hdbscan" to less, the rest is that of no cluster.
        """
        codes = plain_transform(self, X)
        return self._clustering.probabilities(codes, self.codes_)

    def describe(self, X: Any) -> list[ClusterSummary]:
        """Summarise the clusters of samples.

        Parameters
        ----------
        X : array, data frame or sparse matrix of shape (n_samples, n_features)
            Finite numbers, such as those of `fit`.

        Returns
        -------
        list of ClusterSummary
            One for each cluster: the number of its samples, the row nearest to its
            centre, the decoded centre, and the columns whose means differ most.
        """
        codes = plain_transform(self, X)
        return summaries(
            check_samples(self, X, reset=False),
            codes,
            self._clustering.predict(codes, self.codes_),
            self.cluster_centers_,
            decode=self.autoencoder_.inverse_transform,
            names=getattr(self, "feature_names_in_", None),
        )

    @property
    def _n_features_out(self) -> int:
        return int(self.codes_.shape[1])

    def __sklearn_is_fitted__(self) -> bool:
        """Return whether a fit has come to its end."""
        return hasattr(self, "labels_")

    def __sklearn_tags__(self) -> Any:
        """Return the tags: sparse matrices are accepted."""
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        return tags

    def _check_loaded(self) -> None:
        """Raise ValueError if the fitted attributes are invalid."""
        check_loaded(self)
