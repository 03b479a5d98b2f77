"""Search for similar documents by the codes of an autoencoder."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from sklearn.base import (
    BaseEstimator,
    ClassNamePrefixFeaturesOutMixin,
    TransformerMixin,
)
from sklearn.utils.validation import check_is_fitted

from autoencode.arguments import check_numbers
from autoencode.arrays import Array, Samples, plain_transform
from autoencode.constructors import NamedParameters
from autoencode.data.stems import LANGUAGES, StemCounter, check_not_texts, is_texts
from autoencode.errors import InvalidDataError
from autoencode.models.base import BaseAutoencoder
from autoencode.models.checks import check_samples
from autoencode.models.setup import draw_seed
from autoencode.params import (
    check_params,
    choice,
    flag,
    instance,
    number,
    random_source,
)
from autoencode.tasks import binary_codes, word_counts
from autoencode.tasks.atomic_fits import atomic_fit
from autoencode.tasks.document_network import (
    BINARY,
    autoencoder_of_documents,
    network_of,
)
from autoencode.tasks.retrieval import precision_at
from autoencode.tasks.search import CodeIndex

MIN_DOCUMENTS = 2  # to train on
DOCUMENTS_PER_BLOCK = 2**14  # weighted at a time, to bound memory


@dataclass(kw_only=True, eq=False, repr=False)
class DocumentRetriever(
    NamedParameters, ClassNamePrefixFeaturesOutMixin, TransformerMixin, BaseEstimator
):
    """Search for documents that are similar to a query, by the codes of an autoencoder.

    An autoencoder is trained on the counts of word stems of documents; documents with
    similar codes are about similar things [1]_. Words that occur in few documents weigh
    more: the autoencoder takes ``log(1 + count)`` times the logarithm of the inverse
    share of documents with the stem.

    Parameters
    ----------
    autoencoder : autoencoder or None, default=None
        Autoencoder to train. None uses a `ParametricMap` that compares directions: it
        gives similar codes to documents with similar words, and guesses half of the
        stems of a document from the other half, by the loss "poisson": the likelihood
        of how the words of a document are shared among the stems, given their number.
        For codes of less than 5 numbers a `DenoisingAutoencoder` guesses the stems.

    n_components : int, default=10
        Size of a code; at least 1. An ``autoencoder`` has its own.

    binary : bool, default=False
        Whether codes are bits, which are compared by the number of different ones
        (semantic hashing [2]_). Use more components, such as 64.

    binarization : str, default="rotation"
        How codes become bits. "rotation" takes the signs of real codes, after a
        rotation that the signs change least [3]_. With "noise", noise before a logistic
        code in training makes it nearly binary, and it is rounded [2]_.

    max_stems : int, default=2000
        Number of stems that are counted in texts, the most common ones.

    language : str, default="english"
        Language of texts: a name in `autoencode.data.stems.LANGUAGES`.

    random_state : int, RandomState or None, default=None
        Seed of the autoencoder.

    verbose : int, default=0
        1 or True shows progress on standard error.

    Attributes
    ----------
    autoencoder_ : autoencoder
        The fitted autoencoder.

    stems_ : list of str or None
        The stems that are counted; None if `fit` was given counts.

    weights_ : array of shape (n_features,), float32
        Weight of each stem.

    rotation_ : array of shape (1 + n_components, n_components) or None
        What is subtracted from real codes, and the rotation before their signs.

    codes_ : array of shape (n_documents, n_components)
        Codes of the documents of `fit` and `add`: float32, or bits as uint8.

    titles_ : list of str
        Titles of these documents; row numbers if none were given.

    n_features_in_, feature_names_in_
        Number of stems, or of columns of the counts in `fit`; names of these, if any.

    References
    ----------
    .. [1] G. E. Hinton, R. R. Salakhutdinov. "Reducing the dimensionality of data with
       neural networks". Science 313, 2006.
    .. [2] R. Salakhutdinov, G. Hinton. "Semantic hashing". International Journal of
       Approximate Reasoning 50, 2009.
    .. [3] Y. Gong, S. Lazebnik. "Iterative quantization: a procrustean approach to
       learning binary codes". CVPR, 2011.

    Examples
    --------
    >>> from autoencode import DocumentRetriever
    >>> texts = ["Cats purr and sleep.", "A cat sleeps.", "Rockets fly to the moon."]
    >>> retriever = DocumentRetriever(n_components=2, random_state=0).fit(texts)
    >>> distances, rows = retriever.kneighbors(["Rockets fly to the moon."], 1)
    >>> [retriever.titles_[row] for row in rows[0]]
    ['2']
    """

    autoencoder: Any = instance(None, BaseAutoencoder)
    n_components: int = number(10, whole=True, at_least=1)
    binary: bool = flag(False)
    binarization: str = choice("rotation", ("rotation", "noise"))
    max_stems: int = number(2000, whole=True, at_least=1)
    language: str = choice("english", LANGUAGES)
    random_state: Any = random_source(None)
    verbose: int = number(0, whole=True, at_least=0, switch=True)

    @atomic_fit
    def fit(
        self, X: Any, y: object = None, *, titles: Sequence[object] | None = None
    ) -> Self:
        """Train the autoencoder, and encode the documents to search among.

        Parameters
        ----------
        X : sequence of str, or array or sparse matrix (n_documents, n_features)
            Texts with at least one word; or counts of words, which are at least 0.

        y : object, default=None
            Ignored.

        titles : sequence of length n_documents or None, default=None
            Titles of the documents; None uses row numbers.

        Returns
        -------
        self

        Raises
        ------
        InvalidParameterError, InvalidDataError
            Before any training: a parameter is invalid, a text is empty, a count is
            negative, or there are fewer than 2 documents.
        """
        check_params(self)
        counts, stems = self._first_counts(X)
        titles = word_counts.titles_of(titles, range(counts.shape[0]))
        self.stems_, self.titles_ = stems, titles
        if stems is None:
            word_counts.check_words(counts)
        else:
            word_counts.warn_of_unknown(counts)
        self.weights_ = word_counts.inverse_document_frequency(counts)
        model = network_of(self, counts.shape[0])
        word_counts.warn_of_signs(model.n_components, is_binary=self.binary)
        self.autoencoder_ = model.fit(word_counts.weighted(counts, self.weights_))
        self.rotation_: Any = None
        codes = self._encoded(counts)
        if self.binary and self.binarization == "rotation":
            seed = draw_seed(self.random_state)
            self.rotation_ = binary_codes.learn_rotation(codes, seed)
            codes = binary_codes.to_bits(codes, self.rotation_)
        self.codes_ = codes
        return self

    def _default_autoencoder(self, n_samples: int) -> BaseAutoencoder:
        """Return the unfitted autoencoder of a retriever that is given none."""
        return autoencoder_of_documents(self.n_components, n_samples)

    def add(self, X: Any, *, titles: Sequence[object] | None = None) -> Self:
        """Add documents to search among, without training.

        Parameters
        ----------
        X : sequence of str, or array or sparse matrix (n_documents, n_features)
            As in `transform`.

        titles : sequence of length n_documents or None, default=None
            Titles of the documents; None goes on with row numbers.

        Returns
        -------
        self

        Raises
        ------
        InvalidDataError
            If ``X`` or ``titles`` is invalid; nothing is added then.
        """
        codes, n_before = plain_transform(self, X), len(self.codes_)
        named = word_counts.titles_of(titles, range(n_before, n_before + len(codes)))
        self.codes_ = self._code_index().add(codes).codes
        self.titles_ += named
        return self

    def transform(self, X: Any) -> Array:
        """Return the codes of documents.

        Parameters
        ----------
        X : sequence of str, or array or sparse matrix (n_documents, n_features)
            Texts, if `fit` was given texts; or counts.

        Returns
        -------
        array of shape (n_documents, n_components)
            float32; with ``binary`` 0 and 1 as uint8.
        """
        return self._encoded(self.count_stems(X))

    def kneighbors(self, X: Any, n_neighbors: int = 5) -> tuple[Array, Array]:
        """Return the documents of `fit` and `add` that are nearest to queries.

        The search is exact. Distances between real codes are cosine distances, those
        between bits are numbers of different ones. The first search takes longer, as it
        prepares the codes, and stores them once more.

        Parameters
        ----------
        X : sequence of str, or array or sparse matrix (n_queries, n_features)
            As in `transform`.

        n_neighbors : int, default=5
            Number of documents to return for each query; at most n_documents.

        Returns
        -------
        distances : array of shape (n_queries, n_neighbors)
            In increasing order. 1 minus the cosine, float32 from 0 to 2; with
            ``binary`` int64 from 0 to n_components.

        indices : array of shape (n_queries, n_neighbors), int64
            Rows of ``codes_`` and ``titles_``; of equally near ones the first.

        Raises
        ------
        InvalidDataError, InvalidParameterError
            If ``X`` or ``n_neighbors`` is invalid, or there are fewer documents.
        """
        codes = plain_transform(self, X)
        check_numbers(n_neighbors=n_neighbors)
        return self._code_index().nearest(codes, n_neighbors)

    def similarities(self, distances: Array) -> Array:
        """Return distances of `kneighbors` as similarities.

        Parameters
        ----------
        distances : array
            As returned by `kneighbors`.

        Returns
        -------
        array of the same shape
            The cosine, from -1 to 1; with ``binary`` the share of equal bits.
        """
        is_binary = self.codes_.dtype == np.uint8
        largest = self.codes_.shape[1] if is_binary else 1
        return np.asarray(1 - np.asarray(distances) / largest)

    def precision(
        self, X: Any, y: Any, n_retrieved: Sequence[int] | None = None
    ) -> dict[int, float]:
        """Return the precision of retrieval among labelled documents.

        Each document queries the others.

        Parameters
        ----------
        X : sequence of str, or array or sparse matrix (n_documents, n_features)
            As in `transform`; at least 2 documents.

        y : array of shape (n_documents,) or (n_documents, n_classes)
            Class of each document, None or NaN without one; or, if a document may have
            several classes, 1 for its classes and 0 for others. Documents without any
            class are left out, of the queries and of what is retrieved.

        n_retrieved : sequence of int or None, default=None
            Numbers of retrieved documents, less than those with a class. None is 1, 3,
            7, 15, ... and all others.

        Returns
        -------
        dict from int to float
            For each number, the fraction of the retrieved documents that share a class
            with the query, averaged over the queries; in [0, 1].
        """
        return precision_at(plain_transform(self, X), y, n_retrieved)

    def count_stems(self, X: Any) -> Samples:
        """Return the counts that the codes are computed from.

        Parameters
        ----------
        X : sequence of str, or array or sparse matrix (n_documents, n_features)
            Texts, if `fit` was given texts; or counts, which are checked.

        Returns
        -------
        array or sparse matrix of shape (n_documents, n_features)

        Raises
        ------
        InvalidDataError
            If a text is empty, a count is negative, or `fit` was not given texts.
        """
        check_is_fitted(self)
        if not is_texts(X):
            check_not_texts(X)
            return word_counts.check_counts(check_samples(self, X, reset=False))
        if self.stems_ is None:
            raise InvalidDataError(
                f"X must be counts of {self.n_features_in_} words, as in fit; got "
                f"texts. Fit the retriever to texts."
            )
        counts = StemCounter.of(self.stems_, self.language).transform(X)
        word_counts.warn_of_unknown(counts)
        return counts

    def _first_counts(self, X: Any) -> tuple[Samples, list[str] | None]:
        """Return the counts of `fit`, and the stems; None for counts as given."""
        stems = None
        if is_texts(X):
            counter = StemCounter(max_stems=self.max_stems, language=self.language)
            X, stems = counter.fit_transform(X), counter.stems_
        check_not_texts(X)
        X = check_samples(self, X, reset=True, at_least=MIN_DOCUMENTS)
        return word_counts.check_counts(X), stems

    def _encoded(self, counts: Samples) -> Array:
        starts = range(0, counts.shape[0], DOCUMENTS_PER_BLOCK)
        blocks = (counts[start : start + DOCUMENTS_PER_BLOCK] for start in starts)
        return np.concatenate([self._encoded_block(block) for block in blocks])

    def _encoded_block(self, counts: Samples) -> Array:
        weighted = word_counts.weighted(counts, self.weights_)
        codes = np.asarray(plain_transform(self.autoencoder_, weighted))
        if self.autoencoder_.code_activation == BINARY:
            return np.asarray(codes > 0.5, np.uint8)
        rotation = getattr(self, "rotation_", None)  # a run of before has none
        return codes if rotation is None else binary_codes.to_bits(codes, rotation)

    def _code_index(self) -> CodeIndex:
        """Return the index of ``codes_``, made at the first search or `add`."""
        index = vars(self).get("_index")
        if index is None or index.codes is not self.codes_:
            self._index = index = CodeIndex(self.codes_)
        return index

    def _check_loaded(self) -> None:
        """Raise ValueError for an invalid loaded state."""
        inner, n_features = self.autoencoder_, self.n_features_in_
        shape = (len(self.titles_), inner.n_components_)
        if self.codes_.shape != shape or not np.isfinite(self.codes_).all():
            raise ValueError(f"codes_ must be finite and of shape {shape}")
        rotation, size = getattr(self, "rotation_", None), inner.n_components_
        if rotation is not None:
            binary_codes.check_rotation(rotation, size)
        if self.weights_.shape != (n_features,) or inner.n_features_in_ != n_features:
            raise ValueError("its parts have different numbers of features")
        if self.stems_ is not None and len(self.stems_) != n_features:
            raise ValueError(f"stems_ must have {n_features} stems")

    def __sklearn_is_fitted__(self) -> bool:
        """Return whether a fit has come to its end."""
        return hasattr(self, "codes_")

    @property
    def _n_features_out(self) -> int:
        return int(self.codes_.shape[1])

    def __sklearn_tags__(self) -> Any:
        """Return the tags of scikit-learn."""
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        tags.input_tags.positive_only = True
        tags.transformer_tags.preserves_dtype = ["float32"]
        return tags
