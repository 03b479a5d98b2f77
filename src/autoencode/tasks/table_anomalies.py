"""Which rows of a mixed table do not belong, and why: a detector of encoded rows."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, Self

import numpy as np
import pandas as pd
from sklearn.base import clone
from sklearn.utils.validation import check_is_fitted

from autoencode.arrays import Array
from autoencode.data.schema import OF_NUMBERS, of_library, with_index_of
from autoencode.errors import InvalidParameterError
from autoencode.tasks.anomaly import AnomalyDetector
from autoencode.tasks.explanation import MOST_COLUMNS, N_LEVELS, Choices, Place
from autoencode.tasks.outliers import OutlierDetector
from autoencode.tasks.table_estimator import TableEstimator


class TableExplanation(NamedTuple):
    """What makes rows strange, by column."""

    shares: Any  # a table: each column's part of the strangeness; a row sums to 1
    expected: Any  # a table: what the other columns let expect in each


class TableDetector(OutlierDetector, TableEstimator):
    """Finds rows of a table that are unlike those of the fit, and says why.

    An `AnomalyDetector` for data frames with text, categories, dates, truth values and
    missing cells. Reasons are columns of the table, and what was expected is told in
    their own units and categories.

    *When to choose it.* For tables that are not numbers alone; for those take
    `AnomalyDetector`. *What to tune first.* ``false_alarm_rate`` or ``contamination``
    of its detector. *What goes wrong.* Columns that name the rows are refused; numbers
    that stand for categories (postal codes) are to be told.

    Parameters
    ----------
    detector : AnomalyDetector or None, default=None
        Judges the encoded rows; None takes one with its defaults.

    categorical, numeric : sequence of str, default=()
        Columns that are categories though they hold numbers, and the other way round.

    dates : sequence of str or mapping of str to str, default=()
        Columns that are dates though they hold text, with their format; see
        `TableTransformer`.

    scale : str, default="standard"
        How numbers are scaled: "standard" or "quantile"; see `TableTransformer`.

    max_categories : int, default=100
        Of a column with more, the rarest share one.

    random_state : int, RandomState or None, default=None
        Seed of the detector; None leaves it its own.

    Attributes
    ----------
    table_ : TableTransformer
        Makes rows of numbers of frames, and back.

    detector_ : AnomalyDetector
        Fitted to these rows.

    offset_ : float
        `score_samples` below it is an anomaly.

    n_features_in_, feature_names_in_
        Number and names of the columns.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from autoencode import TableDetector
    >>> rng = np.random.default_rng(0)
    >>> city = rng.choice(["Oslo", "Rome"], 400)
    >>> warmth = np.where(city == "Rome", 16.0, 6.0) + rng.normal(size=400)
    >>> frame = pd.DataFrame({"city": city, "warmth": warmth.round(1)})
    >>> detector = TableDetector(random_state=0).fit(frame)
    >>> new = pd.DataFrame({"city": ["Oslo", "Rome"], "warmth": [15.8, 15.8]})
    >>> detector.predict(new)
    array([-1,  1])
    """

    _exclusive = AnomalyDetector._exclusive

    def __init__(
        self,
        *,
        detector: AnomalyDetector | None = None,
        categorical: Sequence[str] = (),
        numeric: Sequence[str] = (),
        dates: Sequence[str] | Mapping[str, str] = (),
        scale: str = "standard",
        max_categories: int = 100,
        random_state: Any = None,
    ) -> None:
        self.detector = detector
        self.categorical = categorical
        self.numeric = numeric
        self.dates = dates
        self.scale = scale
        self.max_categories = max_categories
        self.random_state = random_state

    def fit(self, X: Any, y: object = None) -> Self:
        """Train the ensemble, and set the threshold.

        Parameters
        ----------
        X : data frame or array of shape (n_samples, n_columns)
            pandas or polars, usual rows for the most part; cells may be missing.

        y : object, default=None
            Ignored.

        Returns
        -------
        self

        Raises
        ------
        InvalidParameterError, InvalidDataError
            Before any training.

        TrainingDivergedError
            If a loss became infinite or NaN.
        """
        if not isinstance(self.detector, AnomalyDetector | None):
            raise InvalidParameterError(
                f"detector must be an AnomalyDetector or None; got "
                f"{type(self.detector).__name__}."
            )
        table = self.untrained_table()
        rows = table.fit(X).transform(X)
        detector: AnomalyDetector = clone(self.detector or AnomalyDetector())
        if self.random_state is not None:
            detector.set_params(random_state=self.random_state)
        self._set_table(table)
        self.detector_ = detector.fit(rows)
        self.offset_ = self.detector_.offset_
        return self

    def _check_loaded(self) -> None:
        """Raise ValueError for a state that is not of a fit."""
        if not isinstance(self.detector_, AnomalyDetector):
            raise ValueError(f"its detector_ is a {type(self.detector_).__name__}")
        if self.detector_.offset_ != self.offset_:
            raise ValueError("offset_ is not that of its detector_")
        self._check_width(self.detector_)

    def _rows(self, X: Any) -> Array:
        check_is_fitted(self)
        return self.table_.transform(X)

    def score_samples(self, X: Any) -> Array:
        """Return how normal rows are: the higher, the more.

        Parameters
        ----------
        X : data frame or array of shape (n_samples, n_columns)
            With the columns of the fit, in any order; cells may be missing.

        Returns
        -------
        array of shape (n_samples,), float64
            As of `AnomalyDetector.score_samples`.
        """
        rows = self._rows(X)
        return self.detector_.score_samples(rows)

    def p_values(self, X: Any) -> Array:
        """Return how rarely a new normal row would be as strange as each.

        Parameters
        ----------
        X : data frame or array of shape (n_samples, n_columns)
            With the columns of the fit.

        Returns
        -------
        array of shape (n_samples,), float64
        """
        rows = self._rows(X)
        return self.detector_.p_values(rows)

    def explain(self, X: Any, n_columns: int = MOST_COLUMNS) -> TableExplanation:
        """Say which columns make rows strange, and what was to be expected there.

        A column's part is by how much the score falls when its cell is replaced by the
        one that suits the others best: of 21 usual numbers or dates, or of its 21 most
        frequent categories.

        Parameters
        ----------
        X : data frame or array of shape (n_samples, n_columns)
            With the columns of the fit. Give those rows that are to be looked at.

        n_columns : int, default=50
            How many columns are tried in each row, those of the largest errors.

        Returns
        -------
        TableExplanation
            The data frames ``shares``, with the columns of the fit, and ``expected``;
            of polars if that of `fit` was.
        """
        shares, expected = self._explain_rows(self._rows(X), n_columns)
        shares = of_library(shares, is_polars=self.table_.is_polars_)
        made = (shares, expected)
        return TableExplanation(*(with_index_of(X, each) for each in made))

    def _explain_rows(self, rows: Array, n_columns: int) -> TableExplanation:
        """Explain encoded rows."""
        detector = self.detector_
        shares, expected = detector._explained(
            detector._checked(rows), self._choices(), n_columns
        )
        names = list(self.feature_names_in_)
        made = self.table_.inverse_transform(detector._unscaled(expected))
        return TableExplanation(pd.DataFrame(shares, columns=names), made)

    def _places(self) -> list[Place]:
        """Return, for each column of the table, where it is in an encoded row."""
        table = self.table_
        numbers = iter(range(table.n_numbers_))
        ends = 2 * table.n_numbers_ + np.cumsum([0, *table.category_sizes_])
        blocks = iter(pairwise(ends))
        found = []
        for column in table.columns_:
            if column.type in OF_NUMBERS:
                number = next(numbers)
                features = np.array([number, table.n_numbers_ + number])
                found.append(Place(features, is_number=True))
            else:
                found.append(Place(np.arange(*next(blocks)), is_number=False))
        return found

    def _choices(self) -> Choices:
        """Return what is tried in each column, as the detector scales it."""
        detector, places = self.detector_, self._places()
        width = max(len(place.features) for place in places)
        n = detector.n_features_in_
        there = np.asarray(detector._scaled(np.eye(n)))
        absent = np.asarray(detector._scaled(np.zeros((1, n))))[0]
        values = np.empty((N_LEVELS, len(places), width))
        for column, (features, is_number) in enumerate(places):
            if is_number:  # which is not missing
                tried = np.full((N_LEVELS, 2), absent[features[1]])
                tried[:, 0] = detector.levels_[:, features[0]]
            else:
                chosen = np.resize(features[:N_LEVELS], N_LEVELS)
                tried = there[np.ix_(chosen, features)]
            again = np.resize(np.arange(len(features)), width)
            values[:, column] = tried[:, again]
        return Choices(np.stack([np.resize(p.features, width) for p in places]), values)
