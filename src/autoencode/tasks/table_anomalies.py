"""Anomaly detection in mixed tables: a detector on encoded rows."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, Self

import numpy as np
import pandas as pd
from sklearn.base import clone
from sklearn.utils.validation import check_is_fitted

from autoencode.arrays import Array, plain_transform
from autoencode.data.schema import (
    CATEGORY_TYPES,
    NO_CATEGORY,
    NUMBER_TYPES,
    to_library,
    with_index_of,
)
from autoencode.errors import InvalidParameterError
from autoencode.tasks.anomaly import AnomalyDetector
from autoencode.tasks.atomic_fits import atomic_fit
from autoencode.tasks.detector_scaling import unscaled
from autoencode.tasks.explanation import (
    MAX_COLUMNS,
    N_LEVELS,
    Candidates,
    ColumnFeatures,
)
from autoencode.tasks.gaps import GapFiller
from autoencode.tasks.outliers import OutlierDetector
from autoencode.tasks.table_estimator import TableEstimator


class TableExplanation(NamedTuple):
    """Why rows are anomalous: two tables with the columns of the fit."""

    shares: Any  # share of each column in the score; rows sum to 1
    expected: Any  # expected value given the other columns


class TableDetector(OutlierDetector, TableEstimator):
    """Detector of anomalies among the rows of a mixed table.

    An `AnomalyDetector` for data frames with text, categories, dates, booleans and
    missing cells. Explanations refer to columns of the table, in their own units and
    categories.

    *When to choose it.* For tables with other columns than numbers; for numbers alone
    use `AnomalyDetector`. *What to tune first.* ``false_alarm_rate`` or
    ``contamination`` of its detector. *What goes wrong.* Columns that identify rows are
    refused; categories stored as numbers (postal codes) must be given as
    ``categorical``.

    A missing cell is no anomaly in a column that is missing in 1 % or more of the rows
    in `fit` (and in at least 3): it is replaced by its expected value given the other
    cells, so that it neither adds to the score nor hides a fault. In other columns it
    is anomalous.

    Parameters
    ----------
    detector : AnomalyDetector or None, default=None
        Detector for the encoded rows. None uses one with default parameters.

    categorical : sequence of str, default=()
        Columns of numbers to treat as categories.

    numeric : sequence of str, default=()
        Columns of text to read as numbers.

    dates : sequence of str or mapping of str to str, default=()
        Columns of text or whole numbers to read as dates, optionally with formats; see
        `TableTransformer`.

    scale : str, default="standard"
        How numbers are scaled: "standard" or "quantile"; see `TableTransformer`.

    max_categories : int, default=100
        Maximum number of categories per column; the rarest ones are merged.

    random_state : int, RandomState or None, default=None
        Seed of the detector. None keeps the detector's own.

    Attributes
    ----------
    table_ : TableTransformer
        Encodes tables as rows of numbers, and decodes them.

    detector_ : AnomalyDetector
        Fitted on the encoded rows.

    gaps_ : dict of str to array, or None
        The distribution from which missing cells are filled, of columns that are often
        missing: the fields of `autoencode.tasks.gaps.GapFiller`. None if there are no
        such columns.

    offset_ : float
        Rows with `score_samples` below it are anomalies.

    n_features_in_, feature_names_in_
        Number and names of the columns seen in `fit`.

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
    gaps_: dict[str, Array] | None

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

    @atomic_fit
    def fit(self, X: Any, y: object = None) -> Self:
        """Train the ensemble and set the threshold.

        Parameters
        ----------
        X : data frame or array of shape (n_samples, n_columns)
            Table of pandas or polars, mostly normal rows; cells may be missing.

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
        rows = plain_transform(table.fit(X), X)
        detector: AnomalyDetector = clone(self.detector or AnomalyDetector())
        if self.random_state is not None:
            detector.set_params(random_state=self.random_state)
        self._set_table(table)
        filler = GapFiller.learn(rows, self._column_features())
        self.gaps_ = None if filler is None else filler._asdict()
        self.detector_ = detector.fit(self._without_gaps(rows))
        self.offset_ = self.detector_.offset_
        return self

    def _check_loaded(self) -> None:
        """Raise ValueError if the fitted attributes are invalid."""
        if not isinstance(self.detector_, AnomalyDetector):
            raise ValueError(f"its detector_ is a {type(self.detector_).__name__}")
        if self.detector_.offset_ != self.offset_:
            raise ValueError("offset_ is not that of its detector_")
        self._check_width(self.detector_)
        if not hasattr(self, "gaps_"):  # as saved before gaps were filled
            self.gaps_ = None
        if self.gaps_ is not None:
            GapFiller(**self.gaps_).check(self._column_features())

    def _rows(self, X: Any) -> Array:
        """Encode rows, and fill missing cells of columns that are often missing.

        Categories that were not in the fit differ from missing cells: the features of
        such a category are all 1, or 2 if there is a single one; those of a missing
        cell are all 0.
        """
        check_is_fitted(self)
        table = self.table_
        rows, keys = table._encoded(table.like_fitted(X), "they are anomalous.")
        if keys is None:
            return self._without_gaps(rows)
        columns = table._columns_of(CATEGORY_TYPES)
        blocks = [c.features for c in self._column_features() if not c.is_number]
        for own, column, features in zip(keys.T, columns, blocks, strict=True):
            is_new = ~np.isin(own.astype(str), [*(column.values or {}), NO_CATEGORY])
            rows[np.ix_(is_new, features)] = 1 if len(features) > 1 else 2
        return self._without_gaps(rows)

    def _without_gaps(self, rows: Array) -> Array:
        if self.gaps_ is None:
            return rows
        return GapFiller(**self.gaps_).fill(rows, self._column_features())

    def score_samples(self, X: Any) -> Array:
        """Return the scores of rows: the higher, the more normal.

        Parameters
        ----------
        X : data frame or array of shape (n_samples, n_columns)
            With the columns of the fit, in any order; cells may be missing.

        Returns
        -------
        array of shape (n_samples,), float64
            See `AnomalyDetector.score_samples`.
        """
        rows = self._rows(X)
        return self.detector_.score_samples(rows)

    def p_values(self, X: Any) -> Array:
        """Return the probability that a new normal row scores at least as high.

        They are valid as those of `AnomalyDetector.p_values` are.

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

    def explain(self, X: Any, n_columns: int = MAX_COLUMNS) -> TableExplanation:
        """Return the columns that make rows anomalous, and their expected values.

        The share of a column is the decrease of the score when its cell is replaced by
        the best of 21 typical numbers or dates, or of the 21 most frequent categories,
        given the other columns.

        Parameters
        ----------
        X : data frame or array of shape (n_samples, n_columns)
            With the columns of the fit. Pass only the rows of interest.

        n_columns : int, default=50
            Number of columns to try per row, those with the largest errors.

        Returns
        -------
        TableExplanation
            The data frames ``shares`` and ``expected``, with the columns of the fit; of
            polars if the table of `fit` was.
        """
        shares, expected = self._explain_rows(self._rows(X), n_columns)
        shares = to_library(shares, is_polars=self.table_.is_polars_)
        tables = (shares, expected)
        return TableExplanation(*(with_index_of(X, each) for each in tables))

    def _explain_rows(self, rows: Array, n_columns: int) -> TableExplanation:
        """Explain encoded rows."""
        detector = self.detector_
        shares, expected = detector._explained(
            detector._checked(rows), self._candidates(), n_columns
        )
        names = list(self.feature_names_in_)
        table = self.table_.inverse_transform(unscaled(expected, detector.scaler_))
        return TableExplanation(pd.DataFrame(shares, columns=names), table)

    def _column_features(self) -> list[ColumnFeatures]:
        """Return the features of an encoded row for each column of the table."""
        table = self.table_
        numbers = iter(range(table.n_numbers_))
        ends = 2 * table.n_numbers_ + np.cumsum([0, *table.category_sizes_])
        blocks = iter(pairwise(ends))
        result = []
        for column in table.columns_:
            if column.type in NUMBER_TYPES:
                number = next(numbers)
                features = np.array([number, table.n_numbers_ + number])
                result.append(ColumnFeatures(features, is_number=True))
            else:
                features = np.arange(*next(blocks))
                result.append(ColumnFeatures(features, is_number=False))
        return result

    def _candidates(self) -> Candidates:
        """Return the values to try in each column, scaled as by the detector."""
        detector, columns = self.detector_, self._column_features()
        width = max(len(column.features) for column in columns)
        n = detector.n_features_in_
        one_hot = np.asarray(detector._scaled(np.eye(n)))
        zero = np.asarray(detector._scaled(np.zeros((1, n))))[0]
        values = np.empty((N_LEVELS, len(columns), width))
        for index, (features, is_number) in enumerate(columns):
            if is_number:  # and not missing
                tried = np.full((N_LEVELS, 2), zero[features[1]])
                tried[:, 0] = detector.levels_[:, features[0]]
            else:
                categories = np.resize(features[:N_LEVELS], N_LEVELS)
                tried = one_hot[np.ix_(categories, features)]
            repeated = np.resize(np.arange(len(features)), width)
            values[:, index] = tried[:, repeated]
        all_features = [np.resize(column.features, width) for column in columns]
        return Candidates(np.stack(all_features), values)
