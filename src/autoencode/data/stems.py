"""Counts of word stems in texts: what models of documents are fitted to.

The fitted state is a list of stems, so that a saved model needs no pickle.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.utils.validation import check_is_fitted

from autoencode.arrays import Array
from autoencode.errors import InvalidDataError
from autoencode.params import check_params, choice, number

# Languages of the stemmers of snowballstemmer 2.2 and later; "english" is Porter's
# second algorithm, "porter" the first.
LANGUAGES = (
    *("arabic", "armenian", "basque", "catalan", "danish", "dutch", "english"),
    *("finnish", "french", "german", "greek", "hindi", "hungarian", "indonesian"),
    *("irish", "italian", "lithuanian", "nepali", "norwegian", "porter"),
    *("portuguese", "romanian", "russian", "serbian", "spanish", "swedish"),
    *("tamil", "turkish", "yiddish"),
)
STOP_WORDS = {"english": "english", "porter": "english"}  # lists of scikit-learn
WORD = r"[^\W\d_]{2,}"  # two letters or more, of any alphabet
# Of Hindi and Tamil vowels are marks after a letter, which Python counts to no word.
WORD_WITH_MARKS = r"[^\W\d_](?:[^\W\d_]|[%s])+"
JOINERS = "\u200c\u200d"  # they change the form of letters


@dataclass(kw_only=True, eq=False, repr=False)
# Its results are sparse, so that there is no set_output, as in CountVectorizer.
class StemCounter(  # type: ignore[call-arg]
    TransformerMixin, BaseEstimator, auto_wrap_output_keys=None
):
    """Transformer from texts to counts of their most common word stems.

    Words are runs of two or more letters, in lower case, with the marks of these, such
    as the vowels of Hindi; accents are the same whether they are part of a letter or a
    mark after it (the form NFC of Unicode). Stop words of English are left
    out; there is no list for other languages. Words are reduced to stems by the
    Snowball stemmers, and the stems that are most common in the texts of `fit` are
    counted, as Hinton & Salakhutdinov (2006) did with 2,000.

    Parameters
    ----------
    max_stems : int, default=2000
        Number of stems that are counted; at least 1.

    language : str, default="english"
        Language of the stemmer and of the stop words: a name in
        `autoencode.data.stems.LANGUAGES`.

    Attributes
    ----------
    stems_ : list of str
        The stems in alphabetical order: the columns of the counts.

    Examples
    --------
    >>> from autoencode.data.stems import StemCounter
    >>> counter = StemCounter(max_stems=3)
    >>> counter.fit_transform(["Cats sleep.", "A sleeping cat dreamt"]).toarray()
    array([[1., 0., 1.],
           [1., 1., 1.]], dtype=float32)
    >>> counter.stems_
    ['cat', 'dreamt', 'sleep']
    """

    max_stems: int = number(2000, whole=True, at_least=1)
    language: str = choice("english", LANGUAGES)

    @classmethod
    def of(cls, stems: Sequence[str], language: str) -> Self:
        """Return a fitted counter of known stems."""
        counter = cls(max_stems=max(1, len(stems)), language=language)
        counter.stems_ = list(stems)
        return counter

    def fit(self, X: Any, y: object = None) -> Self:
        """Find the most common stems.

        Parameters
        ----------
        X : sequence of str of length n_documents
            Texts with at least one word.

        y : object, default=None
            Ignored.

        Returns
        -------
        self

        Raises
        ------
        InvalidParameterError
            If a parameter is invalid.

        InvalidDataError
            If ``X`` is no sequence of texts, a text is empty, or there are no words but
            stop words.
        """
        self.fit_transform(X)
        return self

    def fit_transform(self, X: Any, y: object = None) -> sparse.csr_matrix:
        """Find the most common stems, and count them.

        Parameters and errors are those of `fit`, the result that of `transform`.
        """
        check_params(self)
        counts, words = self._word_counts(check_texts(X))
        if not words:
            raise InvalidDataError(
                "X has no words of two letters or more, except for stop words, so "
                "there is nothing to count."
            )
        stems, columns = np.unique(self._stemmed(words), return_inverse=True)
        counts = _merged(counts, columns, len(stems))
        totals = np.asarray(counts.sum(axis=0)).ravel()
        # Of equally common stems the first ones, so that the result is always the same.
        kept = np.sort(np.argsort(-totals, kind="stable")[: self.max_stems])
        self.stems_ = [str(stem) for stem in stems[kept]]
        return counts[:, kept]

    def transform(self, X: Any) -> sparse.csr_matrix:
        """Count the stems.

        Parameters
        ----------
        X : sequence of str of length n_documents
            Texts with at least one word.

        Returns
        -------
        scipy.sparse.csr_matrix of shape (n_documents, n_stems), float32
            Whole numbers of at least 0. A text without any of the stems has a row of
            zeros.

        Raises
        ------
        InvalidDataError
            If ``X`` is no sequence of texts, or a text is empty.
        """
        check_is_fitted(self, "stems_")
        counts, words = self._word_counts(check_texts(X))
        column_of = {stem: column for column, stem in enumerate(self.stems_)}
        # Stems that are not counted go to a last column, which is cut off.
        other = len(self.stems_)
        columns = [column_of.get(stem, other) for stem in self._stemmed(words)]
        return _merged(counts, np.array(columns, dtype=int), other + 1)[:, :other]

    def get_feature_names_out(self, input_features: object = None) -> Array:
        """Return the stems as an array of str, of shape (n_stems,)."""
        check_is_fitted(self, "stems_")
        return np.asarray(self.stems_, dtype=object)

    def _word_counts(self, texts: list[str]) -> tuple[sparse.csr_matrix, list[str]]:
        """Return the counts of all words, and these."""
        counter = CountVectorizer(
            preprocessor=_plain,
            token_pattern=_word_pattern(texts),
            stop_words=STOP_WORDS.get(self.language),
            dtype=np.float32,
        )
        try:
            counts = counter.fit_transform(texts)
        except ValueError:  # there are no words
            return sparse.csr_matrix((len(texts), 0), dtype=np.float32), []
        return counts, list(counter.get_feature_names_out())

    def _stemmed(self, words: list[str]) -> list[str]:
        """Return the stem of each word."""
        import snowballstemmer

        return list(snowballstemmer.stemmer(self.language).stemWords(words))

    def __sklearn_tags__(self) -> Any:
        """Return the tags of scikit-learn."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags


def _plain(text: str) -> str:
    """Return a text in lower case, with accents as parts of letters where possible."""
    if text.isascii():
        return text.lower()
    # The lower case of the capital I with a dot is an i and a mark; soft hyphens only
    # show where a word may be divided.
    text = text.lower().replace("i\u0307", "i").replace("\u00ad", "")
    return unicodedata.normalize("NFC", text)


def _word_pattern(texts: Iterable[str]) -> str:
    """Return the pattern of words, with marks if there are any: that one is slower."""
    found = set().union(*(set(text) for text in texts if not text.isascii()))
    marks = [each for each in found if unicodedata.category(each).startswith("M")]
    if not marks and found.isdisjoint(JOINERS):
        return WORD
    return WORD_WITH_MARKS % (JOINERS + "".join(sorted(marks)))


def _merged(
    counts: sparse.csr_matrix, columns: Array, n_columns: int
) -> sparse.csr_matrix:
    """Return counts of words as those of stems, given the column of each word."""
    ones = np.ones(len(columns), dtype=np.float32)
    places = (np.arange(len(columns)), columns)
    merge = sparse.csr_matrix((ones, places), shape=(len(columns), n_columns))
    merged = sparse.csr_matrix(counts @ merge)
    merged.sort_indices()
    return merged


def _listed(X: Any) -> Any:
    """Return an array of pyarrow, whose elements are no Python objects, as a list."""
    is_arrow = type(X).__module__.startswith("pyarrow")
    return X.to_pylist() if is_arrow and not hasattr(X, "columns") else X


def is_texts(X: Any) -> bool:
    """Whether ``X`` is meant as texts: a sequence with at least one, or none at all.

    A single text is meant so, too, and is then refused by `check_texts`.
    """
    if isinstance(X, str | bytes):
        return True
    X = _listed(X)
    is_other = isinstance(X, dict) or hasattr(type(X), "columns")
    if getattr(X, "ndim", 1) != 1 or not hasattr(X, "__len__") or is_other:
        return False
    return len(X) == 0 or any(isinstance(each, str | bytes) for each in X)


def check_not_texts(X: Any) -> None:
    """Raise InvalidDataError for texts in a table, and for what is no list."""
    names, found = None, ""
    if hasattr(X, "__len__"):  # not a LazyFrame, which is refused as by other models
        names = getattr(X, "column_names", getattr(X, "columns", None))
    if names is not None and len(names) and len(X) and is_texts(X[names[0]]):
        found = f"a data frame with text in column {names[0]!r}"
        way_out = f"Give the column of texts, such as X[{names[0]!r}]."
    elif isinstance(X, np.ndarray) and X.ndim == 2 and X.size and is_texts(X[0]):
        found = f"an array of text of shape {X.shape}"
        way_out = "Give the column of texts, such as X[:, 0]."
    elif isinstance(X, dict | Iterator) and not sparse.issparse(X):  # DOK is a dict
        found, way_out = f"a {type(X).__name__}", "Make a list of it."
    if found:
        raise InvalidDataError(
            f"X must be a list of texts, or counts of words; got {found}. {way_out}"
        )


def check_texts(X: Any) -> list[str]:
    """Return ``X`` as a list of texts that are not empty.

    Raises
    ------
    InvalidDataError
        If it is a single text, or has an element that is no text, or an empty one.
    """
    if isinstance(X, str | bytes):
        raise InvalidDataError(
            "X must be a list of texts; got a single one. Put it in a list: [text]."
        )
    if not isinstance(X, Iterable) or getattr(X, "ndim", 1) != 1:
        raise InvalidDataError(f"X must be a list of texts; got {type(X).__name__}.")
    texts = list(_listed(X))
    if not texts:
        raise InvalidDataError("X must have at least 1 text; got none.")
    for row, text in enumerate(texts):
        if not isinstance(text, str):
            raise InvalidDataError(
                f"X must hold texts; got {type(text).__name__} in row {row}."
            )
        if not text.strip():
            raise InvalidDataError(f"X has an empty text in row {row}. Leave it out.")
    return texts
