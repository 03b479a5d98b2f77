"""Encoding of mixed tables as rows of numbers, and back.

Column types are inferred from data types, and can be given. Names, types, units and
categories are restored; missing cells are flagged.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.utils.validation import check_is_fitted

from autoencode.arrays import Array, plain_transform
from autoencode.constructors import NamedParameters
from autoencode.data.column_numbers import as_numbers, number_column, parse_numbers
from autoencode.data.column_types import describe_column, describe_dates
from autoencode.data.preprocessing import MAX_SCALED, make_scaler
from autoencode.data.schema import (
    CATEGORY_TYPES,
    NUMBER_TYPES,
    Column,
    as_frame,
    block_keys,
    category_column,
    category_keys,
    polars_type,
    to_polars,
)
from autoencode.data.table_checks import (
    AS_MISSING,
    check_column_names,
    check_encoded,
    check_parameters,
    check_state,
    columns_of_fit,
    warn_of_new_categories,
)
from autoencode.errors import InvalidDataError


class TableTransformer(NamedParameters, TransformerMixin, BaseEstimator):
    """Encoder of tables of numbers, categories, booleans and dates as rows of numbers.

    A row is what `autoencode.MixedAutoencoder` takes: scaled numbers, 0 if missing;
    flags of the missing ones; and a one-hot block for each category.

    Parameters
    ----------
    categorical : sequence of str, default=()
        Columns of numbers to treat as categories, such as postal codes.

    numeric : sequence of str, default=()
        Columns of text to read as numbers.

    dates : sequence of str or mapping of str to str, default=()
        Columns of text, or whole numbers such as 20251231, to read as dates. A mapping
        has their formats as in `datetime.strptime`, such as "%d.%m.%Y"; "" guesses the
        format from the first cell (01/02/2025 is in January: the month comes first).
        Decoded dates have the same format.

    scale : str, default="standard"
        How numbers are scaled: "standard" or "quantile". "standard" gives mean 0 and
        variance 1; "quantile" a normal distribution by ranks, for columns whose values
        differ by orders of magnitude.

    max_categories : int, default=100
        Maximum number of categories per column; the rarest ones are merged.

    Attributes
    ----------
    schema_ : list of dict
        Type of each column and what is needed to restore it, in the table's order: the
        fields of `autoencode.data.schema.Column`.

    columns_ : list of Column
        The same, as named tuples.

    scaler_ : transformer or None
        Fitted scaler of the numbers.

    encoder_ : OneHotEncoder or None
        Fitted encoder of the categories.

    n_numbers_ : int
        Number of columns with numbers or dates.

    is_polars_, polars_types_ : bool, dict of str to str
        Whether `fit` was given a polars frame, as decoded tables are then; its types.

    category_sizes_ : tuple of int
        Width of each category's block; 2 for booleans.

    Notes
    -----
    Columns of text and of pandas' categories are categories; durations are numbers, in
    seconds. Columns of Python objects are numbers, dates or durations if all cells are.
    Cells are missing if pandas considers them missing. In `transform`, categories that
    were not in the fit count as missing, with a warning; missing columns are an error;
    additional columns are dropped, with a warning.

    Examples
    --------
    >>> import pandas as pd
    >>> from autoencode.data.mixed import TableTransformer
    >>> frame = pd.DataFrame({"age": [20, 30, 40], "city": ["Oslo", "Rome", "Oslo"]})
    >>> transformer = TableTransformer().fit(frame)
    >>> transformer.transform(frame)[:, 2:]  # after the number and its flag
    array([[1., 0.],
           [0., 1.],
           [1., 0.]], dtype=float32)
    >>> transformer.inverse_transform(transformer.transform(frame)).equals(frame)
    True
    """

    def __init__(
        self,
        *,
        categorical: Sequence[str] = (),
        numeric: Sequence[str] = (),
        dates: Sequence[str] | Mapping[str, str] = (),
        scale: str = "standard",
        max_categories: int = 100,
    ) -> None:
        self.categorical = categorical
        self.numeric = numeric
        self.dates = dates
        self.scale = scale
        self.max_categories = max_categories

    def fit(self, X: Any, y: object = None) -> Self:
        """Learn the types, scales and categories of the columns.

        Parameters
        ----------
        X : data frame or array of shape (n_samples, n_columns)
            Table of pandas or polars; cells may be missing.

        y : object, default=None
            Ignored.

        Returns
        -------
        self

        Raises
        ------
        InvalidParameterError, InvalidDataError
        """
        check_parameters(self)
        frame, self.is_polars_ = as_frame(X)
        self._polars_types: dict[str, Any] = dict(X.schema) if self.is_polars_ else {}
        self.polars_types_ = {name: str(t) for name, t in self._polars_types.items()}
        if not len(frame.columns):
            raise InvalidDataError(
                f"X has 0 feature(s) (shape={frame.shape}) while a minimum of 1 is "
                f"required."
            )
        if len(frame) < 2:
            raise InvalidDataError(f"X has {len(frame)} sample(s); pass 2 or more.")
        check_column_names(self, frame)
        # Text is read as numbers once, so that the column has a numeric data type.
        frame = frame.copy(deep=False)
        for name in self.numeric:
            frame[name] = parse_numbers(frame[name])
        formats: dict[Any, str] = dict.fromkeys(self.dates, "")
        if isinstance(self.dates, Mapping):
            formats |= self.dates
        columns = [
            describe_dates(frame[name], formats[name])
            if name in formats
            else describe_column(frame[name], name in set(self.categorical))
            for name in frame
        ]
        self.schema_ = [column._asdict() for column in columns]
        self.feature_names_in_ = np.array(frame.columns, dtype=object)
        self.n_features_in_ = len(frame.columns)
        numbers = self._columns_of(NUMBER_TYPES)
        self.n_numbers_ = len(numbers)
        self.scaler_ = None
        if numbers:
            self.scaler_ = self._fitted_scaler(self._numbers(frame))
        self._fit_categories(frame)
        return self

    def _fitted_scaler(self, numbers: Array) -> Any:
        """Return a scaler fitted on numbers, some of which may be missing."""
        if self.scale == "quantile":
            return make_scaler("quantile", numbers)
        with np.errstate(over="ignore", invalid="ignore"):
            scaler = StandardScaler().fit(numbers).set_output(transform="default")
        if not np.isfinite(scaler.var_).all():
            index = int(np.isfinite(scaler.var_).argmin())
            column = self._columns_of(NUMBER_TYPES)[index]
            row = np.nanargmax(np.abs(numbers[:, index]))
            raise InvalidDataError(
                f"Column {column.name!r} has values so large that their squares "
                f"overflow, such as {numbers[row, index]:g} in row {row}. Divide it by "
                f"a power of ten, or use scale='quantile'."
            )
        return scaler

    def _fit_categories(self, frame: pd.DataFrame) -> None:
        categories = [c for c in self.columns_ if c.type not in NUMBER_TYPES]
        self.encoder_ = None
        self.category_sizes_: tuple[int, ...] = ()
        if not categories:
            return
        self.encoder_ = OneHotEncoder(
            categories=[
                np.array([*(c.values or {})], dtype=object) for c in categories
            ],
            handle_unknown="ignore",
            max_categories=self.max_categories,
            sparse_output=False,
            dtype=np.float32,
        ).fit(self._keys(frame))
        self.category_sizes_ = tuple(len(keys) for keys in block_keys(self.encoder_))

    def transform(self, X: Any) -> Array:
        """Encode a table as rows of numbers.

        Parameters
        ----------
        X : data frame or array of shape (n_samples, n_columns)
            With the columns of `fit`, in any order.

        Returns
        -------
        array of shape (n_samples, 2 * n_numbers + sum of category_sizes), float32

        Raises
        ------
        InvalidDataError
            If a column is missing, or a column of numbers holds something else.
        """
        check_is_fitted(self)
        return self._encoded(self.like_fitted(X), AS_MISSING)[0]

    def _encoded(self, frame: Any, effect: str) -> tuple[Array, Array | None]:
        """Return encoded rows, and keys of categories if any; warn of new ones."""
        parts, keys = [], None
        if self.scaler_ is not None:
            with np.errstate(over="ignore", invalid="ignore"):
                scaled = plain_transform(self.scaler_, self._numbers(frame))
            scaled = np.clip(scaled, -MAX_SCALED, MAX_SCALED)
            parts += [np.nan_to_num(scaled), np.isnan(scaled)]
        if self.encoder_ is not None:
            keys, columns = self._keys(frame), self._columns_of(CATEGORY_TYPES)
            for own, column in zip(keys.T, columns, strict=True):
                warn_of_new_categories(column, own, effect)
            parts.append(plain_transform(self.encoder_, keys))
        return np.concatenate(parts, axis=1, dtype=np.float32), keys

    def inverse_transform(self, X: Any) -> Any:
        """Decode rows to a table with the columns, types and categories of the fit.

        Parameters
        ----------
        X : array of shape (n_samples, width)
            Encoded rows or their reconstructions. Numbers are clipped to the range seen
            in `fit`; of a category the most probable one is taken.

        Returns
        -------
        data frame of shape (n_samples, n_columns)
            Of polars if the table of `fit` was.
        """
        check_is_fitted(self)
        rows = check_encoded(X, self._width)
        decoded: dict[Any, Any] = {}
        if self.scaler_ is not None:
            columns = self._columns_of(NUMBER_TYPES)
            numbers = self.scaler_.inverse_transform(rows[:, : self.n_numbers_])
            for column, values in zip(columns, numbers.T, strict=True):
                decoded[column.name] = number_column(column, values)
        for column, block in zip(
            self._columns_of(CATEGORY_TYPES), self._category_blocks(rows), strict=True
        ):
            keys = block.columns[block.to_numpy().argmax(axis=1)]
            decoded[column.name] = category_column(column, keys)
        frame = pd.DataFrame({c.name: decoded[c.name] for c in self.columns_})
        return self.to_fitted_library(frame)

    def to_fitted_library(self, frame: pd.DataFrame) -> Any:
        """Return a data frame of the same library as the table of the fit."""
        if not self.is_polars_:
            return frame
        types = self._polars_types
        if not types:  # after loading
            types = {name: polars_type(t) for name, t in self.polars_types_.items()}
        return to_polars(frame, types)

    @property
    def columns_(self) -> list[Column]:
        """The columns of the table."""
        return [
            Column(**{**fields, "order": tuple(fields["order"])})
            for fields in self.schema_
        ]

    def _check_loaded(self) -> None:
        """Complete a loaded transformer; raise if its fitted attributes are invalid."""
        check_parameters(self)
        self._polars_types = {}
        check_state(self)
        self.n_numbers_ = len(self._columns_of(NUMBER_TYPES))
        self.category_sizes_ = tuple(map(len, block_keys(self.encoder_)))
        plain_transform(self, self.inverse_transform(np.zeros((1, self._width))))

    @property
    def _width(self) -> int:
        """Number of features of an encoded row."""
        return 2 * self.n_numbers_ + sum(self.category_sizes_)

    def probabilities(self, X: Any) -> dict[Any, pd.DataFrame]:
        """Return the probability of each category, by column.

        Parameters
        ----------
        X : array of shape (n_samples, width)
            Reconstructed rows.

        Returns
        -------
        dict of data frame of shape (n_samples, n_categories)
            The columns are the categories; those that were merged have the name of the
            most frequent of them.
        """
        check_is_fitted(self)
        columns = self._columns_of(CATEGORY_TYPES)
        blocks = self._category_blocks(check_encoded(X, self._width))
        result = {}
        for column, block in zip(columns, blocks, strict=True):
            categories = column.values or {}
            block.columns = [categories[key] for key in block.columns]
            result[column.name] = block
        return result

    def get_feature_names_out(self, input_features: object = None) -> Array:
        """Return the names of encoded features, shape (width,).

        Parameters
        ----------
        input_features : object, default=None
            Ignored.
        """
        check_is_fitted(self)
        numbers = [str(column.name) for column in self._columns_of(NUMBER_TYPES)]
        names = [*numbers, *(f"{name} is missing" for name in numbers)]
        columns = self._columns_of(CATEGORY_TYPES)
        for column, keys in zip(columns, block_keys(self.encoder_), strict=True):
            categories = column.values or {}
            names += [f"{column.name}={categories[key]}" for key in keys]
        return np.array(names, dtype=object)

    def _category_blocks(self, rows: Array) -> list[pd.DataFrame]:
        """Return the block of each category, with its keys as columns."""
        start, found = 2 * self.n_numbers_, []
        for keys in block_keys(self.encoder_):
            block = rows[:, start : start + len(keys)]
            found.append(pd.DataFrame(block, columns=keys))
            start += len(keys)
        return found

    def _columns_of(self, types: Sequence[str]) -> list[Column]:
        return [column for column in self.columns_ if column.type in types]

    def _numbers(self, frame: pd.DataFrame) -> Array:
        """Return the columns of numbers, float64, NaN for missing cells."""
        columns = self._columns_of(NUMBER_TYPES)
        numbers = np.stack([as_numbers(frame[c.name], c) for c in columns], axis=1)
        if np.isinf(numbers).any():
            row, index = np.argwhere(np.isinf(numbers))[0]
            raise InvalidDataError(
                f"Column {columns[index].name!r} holds infinity in row "
                f"{frame.index[row]}. Correct that cell, or drop its row."
            )
        return numbers

    def _keys(self, frame: pd.DataFrame) -> Array:
        """Return the keys of categories, text of shape (n_samples, n_categories)."""
        columns = self._columns_of(CATEGORY_TYPES)
        return np.stack([category_keys(frame[c.name], c) for c in columns], axis=1)

    def like_fitted(self, X: Any) -> pd.DataFrame:
        """Return the columns of the fit; raise for missing ones, warn of others."""
        return columns_of_fit(X, list(self.feature_names_in_), type(self).__name__)

    def __sklearn_tags__(self) -> Any:
        """Return the tags of scikit-learn."""
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        tags.input_tags.string = True
        tags.input_tags.categorical = True
        tags.transformer_tags.preserves_dtype = ["float32"]
        return tags
