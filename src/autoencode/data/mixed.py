"""Data frames of mixed columns into rows of numbers, and back.

What a column is, is inferred from its type, and can be told. Nothing is lost that a
model needs: names, types, units, categories; missing cells are marked.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.preprocessing import (
    OneHotEncoder,
    QuantileTransformer,
    StandardScaler,
)
from sklearn.utils.validation import check_is_fitted

from autoencode.arrays import Array
from autoencode.data.preprocessing import make_scaler
from autoencode.data.schema import (
    NO_CATEGORY,
    OF_CATEGORIES,
    OF_NUMBERS,
    Column,
    as_frame,
    as_numbers,
    category_column,
    described,
    described_dates,
    keys_of,
    number_column,
    numbers_of_text,
    polars_type,
)
from autoencode.data.table_checks import (
    check_named,
    check_parameters,
    columns_of_fit,
)
from autoencode.errors import InvalidDataError, listed, warn


class TableTransformer(TransformerMixin, BaseEstimator):
    """Turns tables of numbers, categories, booleans and dates into rows of numbers.

    A row is what `autoencode.MixedAutoencoder` takes: numbers, scaled, 0 where they are
    missing; as many flags of those missing; and a block for each category.

    Parameters
    ----------
    categorical : sequence of str, default=()
        Columns that are categories, though they hold numbers (such as postal codes).

    numeric : sequence of str, default=()
        Columns that are numbers, though they hold text.

    dates : sequence of str or mapping of str to str, default=()
        Columns that are dates, though they hold text, or whole numbers such as
        20251231; with a format as `datetime.strptime` has it, such as "%d.%m.%Y", or
        "", which guesses it from the first cell (of 01/02/2025 January: the month is
        taken to come first). They come back written so.

    scale : str, default="standard"
        How numbers are scaled: "standard", mean 0 and variance 1; or "quantile", a
        normal distribution by ranks, for columns whose values differ by orders of
        magnitude.

    max_categories : int, default=100
        Of a column with more, the rarest share one.

    Attributes
    ----------
    schema_ : list of dict
        The type of each column and what is needed to restore it, in the table's order:
        the fields of `autoencode.data.schema.Column`.

    columns_ : list of Column
        The same, as tuples with names.

    scaler_ : transformer or None
        Of the numbers.

    encoder_ : OneHotEncoder or None
        Of the categories.

    n_numbers_ : int
        Numbers and dates.

    category_sizes_ : tuple of int
        Width of each category's block; booleans have 2.

    Notes
    -----
    Types tell the kind: numbers and dates are such, booleans are, and text and pandas'
    categories are categories. Cells are missing that pandas takes for missing. New
    categories, when encoding, count as missing, with a warning; missing columns are an
    error; others than those of the fit are left out, with a warning.

    Examples
    --------
    >>> import pandas as pd
    >>> from autoencode.data.mixed import TableTransformer
    >>> frame = pd.DataFrame({"age": [20, 30, 40], "city": ["Oslo", "Rome", "Oslo"]})
    >>> transformer = TableTransformer().fit(frame)
    >>> transformer.transform(frame)[:, 2:]  # behind the number and its flag
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
        """Learn the columns of a table.

        Parameters
        ----------
        X : data frame or array of shape (n_samples, n_columns)
            pandas or polars; cells may be missing.

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
            raise InvalidDataError(f"X has {len(frame)} sample(s); give 2 or more.")
        check_named(self, frame)
        # Text that is to be numbers is read once, so that its type is one of numbers.
        frame = frame.copy(deep=False)
        for name in self.numeric:
            frame[name] = numbers_of_text(frame[name])
        forms: dict[Any, str] = dict.fromkeys(self.dates, "")
        if isinstance(self.dates, Mapping):
            forms |= self.dates
        columns = [
            described_dates(frame[name], forms[name])
            if name in forms
            else described(frame[name], name in set(self.categorical))
            for name in frame
        ]
        self.schema_ = [column._asdict() for column in columns]
        self.feature_names_in_ = np.array(frame.columns, dtype=object)
        self.n_features_in_ = len(frame.columns)
        numbers = self._of_kinds(OF_NUMBERS)
        self.n_numbers_ = len(numbers)
        self.scaler_ = None
        if numbers:
            self.scaler_ = self._fitted_scaler(self._numbers(frame))
        self._fit_categories(frame)
        return self

    def _fitted_scaler(self, numbers: Array) -> Any:
        """Return a scaler fitted to numbers, of which some may be missing."""
        if self.scale == "quantile":
            return make_scaler("quantile", numbers)
        with np.errstate(over="ignore", invalid="ignore"):
            scaler = StandardScaler().fit(numbers).set_output(transform="default")
        if not np.isfinite(scaler.var_).all():
            column = self._of_kinds(OF_NUMBERS)[int(np.isfinite(scaler.var_).argmin())]
            raise InvalidDataError(
                f"Column {column.name!r} has values so large that their squares "
                f"overflow. Divide it by a power of ten, or take scale='quantile'."
            )
        return scaler

    def _fit_categories(self, frame: pd.DataFrame) -> None:
        categories = [c for c in self.columns_ if c.type not in OF_NUMBERS]
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
        self.category_sizes_ = tuple(len(keys) for keys in self._keys_of_blocks())

    def transform(self, X: Any) -> Array:
        """Return rows of numbers.

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
            If a column is missing, or holds what is no number where numbers belong.
        """
        check_is_fitted(self)
        frame = self.like_fitted(X)
        parts = []
        if self.scaler_ is not None:
            scaled = self.scaler_.transform(self._numbers(frame))
            is_missing = np.isnan(scaled)
            parts += [np.where(is_missing, 0, scaled), is_missing]
        if self.encoder_ is not None:
            parts.append(self.encoder_.transform(self._known_keys(frame)))
        return np.concatenate(parts, axis=1, dtype=np.float32)

    def inverse_transform(self, X: Any) -> Any:
        """Return a table with the columns, types, units and categories of `fit`.

        Parameters
        ----------
        X : array of shape (n_samples, width)
            Rows as `transform` makes them, or reconstructions of such. Numbers are kept
            between the ends seen in `fit`; of a category the likeliest is taken.

        Returns
        -------
        data frame of shape (n_samples, n_columns)
            Of polars if that of `fit` was.
        """
        check_is_fitted(self)
        rows = np.asarray(X, dtype=np.float64)
        made: dict[Any, Any] = {}
        if self.scaler_ is not None:
            numbers = self.scaler_.inverse_transform(rows[:, : self.n_numbers_])
            for column, values in zip(
                self._of_kinds(OF_NUMBERS), numbers.T, strict=True
            ):
                made[column.name] = number_column(column, values)
        for column, chances in zip(
            self._of_kinds(OF_CATEGORIES), self._chances(rows), strict=True
        ):
            keys = chances.columns[chances.to_numpy().argmax(axis=1)]
            made[column.name] = category_column(column, keys)
        frame = pd.DataFrame({c.name: made[c.name] for c in self.columns_})
        return self.as_given(frame)

    def as_given(self, frame: pd.DataFrame) -> Any:
        """Return a data frame as the fit had one: of polars, or as it is."""
        if not self.is_polars_:
            return frame
        import polars as pl

        types = self._polars_types
        if not types:  # it was loaded
            types = {name: polars_type(t) for name, t in self.polars_types_.items()}
        known: Any = {name: t for name, t in types.items() if t is not None}
        return pl.from_pandas(frame).cast(known, strict=False)

    @property
    def columns_(self) -> list[Column]:
        """The columns of the table."""
        return [
            Column(**{**fields, "order": tuple(fields["order"])})
            for fields in self.schema_
        ]

    def _check_loaded(self) -> None:
        """Complete a loaded transformer; raise for a state that is not of a fit."""
        check_parameters(self)
        self._polars_types = {}
        names = [column.name for column in self.columns_]
        if names != list(self.feature_names_in_) or len(names) != self.n_features_in_:
            raise ValueError("its columns are not those of feature_names_in_")
        allowed = {
            "scaler_": (StandardScaler, QuantileTransformer, type(None)),
            "encoder_": (OneHotEncoder, type(None)),
        }
        for name, classes in allowed.items():
            if not isinstance(getattr(self, name), classes):
                raise ValueError(
                    f"its {name} is a {type(getattr(self, name)).__name__}"
                )
        self.n_numbers_ = len(self._of_kinds(OF_NUMBERS))
        self.category_sizes_ = tuple(map(len, self._keys_of_blocks()))
        self.transform(self.inverse_transform(np.zeros((1, self._width))))

    @property
    def _width(self) -> int:
        """Number of columns of `transform`."""
        return 2 * self.n_numbers_ + sum(self.category_sizes_)

    def probabilities(self, X: Any) -> dict[Any, pd.DataFrame]:
        """Return the chance of each category, by column.

        Parameters
        ----------
        X : array of shape (n_samples, width)
            Reconstructions.

        Returns
        -------
        dict of data frame of shape (n_samples, n_categories)
            The columns are the categories; the rarest of very many share one, which has
            the name of the most frequent of them.
        """
        check_is_fitted(self)
        columns = self._of_kinds(OF_CATEGORIES)
        found = {}
        for column, chances in zip(columns, self._chances(np.asarray(X)), strict=True):
            known = column.values or {}
            chances.columns = [known[key] for key in chances.columns]
            found[column.name] = chances
        return found

    def get_feature_names_out(self, input_features: object = None) -> Array:
        """Return the names of the columns of `transform`: objects, of shape (width,).

        Parameters
        ----------
        input_features : object, default=None
            Ignored.
        """
        check_is_fitted(self)
        numbers = [str(column.name) for column in self._of_kinds(OF_NUMBERS)]
        names = [*numbers, *(f"{name} is missing" for name in numbers)]
        columns = self._of_kinds(OF_CATEGORIES)
        for column, keys in zip(columns, self._keys_of_blocks(), strict=True):
            known = column.values or {}
            names += [f"{column.name}={known[key]}" for key in keys]
        return np.array(names, dtype=object)

    def _chances(self, rows: Array) -> list[pd.DataFrame]:
        """Return each category's block of some rows, with keys as columns."""
        start, found = 2 * self.n_numbers_, []
        for keys in self._keys_of_blocks():
            block = rows[:, start : start + len(keys)]
            found.append(pd.DataFrame(block, columns=keys))
            start += len(keys)
        return found

    def _keys_of_blocks(self) -> list[list[str]]:
        """Return the key of each column of each category's block."""
        if self.encoder_ is None:
            return []
        blocks = []
        for keys, rare in zip(
            self.encoder_.categories_, self.encoder_.infrequent_categories_, strict=True
        ):
            shared = set() if rare is None else set(rare)
            block = [str(key) for key in keys if key not in shared]
            # Categories are listed by their frequency: this is the most frequent.
            blocks.append(block + [str(key) for key in keys if key in shared][:1])
        return blocks

    def _of_kinds(self, kinds: Sequence[str]) -> list[Column]:
        return [column for column in self.columns_ if column.type in kinds]

    def _numbers(self, frame: pd.DataFrame) -> Array:
        """Return the columns of numbers, float64, NaN where they are missing."""
        columns = self._of_kinds(OF_NUMBERS)
        numbers = np.stack([as_numbers(frame[c.name], c) for c in columns], axis=1)
        if np.isinf(numbers).any():
            row, place = np.argwhere(np.isinf(numbers))[0]
            raise InvalidDataError(
                f"Column {columns[place].name!r} holds infinity in row "
                f"{frame.index[row]}. Mend that cell, or leave its row out."
            )
        return numbers

    def _keys(self, frame: pd.DataFrame) -> Array:
        """Return the keys of categories, text of shape (n_samples, n_categories)."""
        columns = [keys_of(frame[c.name]) for c in self._of_kinds(OF_CATEGORIES)]
        return np.stack(columns, axis=1)

    def _known_keys(self, frame: pd.DataFrame) -> Array:
        """Return the keys of categories; those not seen in `fit` count as missing."""
        keys = self._keys(frame)
        for place, column in enumerate(self._of_kinds(OF_CATEGORIES)):
            known = {*(column.values or {}), NO_CATEGORY}
            new = [key for key in pd.unique(keys[:, place]) if key not in known]
            if new:
                words = [key.removeprefix("=") for key in new]
                n_cells = int(np.isin(keys[:, place].astype(str), new).sum())
                warn(
                    f"Column {column.name!r} holds categories that were not in the "
                    f"fit ({listed(words, limit=5)}; {n_cells:,} in all): they count "
                    f"as missing. Fit again on samples that hold them."
                )
        return keys

    def like_fitted(self, X: Any) -> pd.DataFrame:
        """Return the columns of the fit; say which are missing, and which are new."""
        return columns_of_fit(X, list(self.feature_names_in_), type(self).__name__)

    def __sklearn_tags__(self) -> Any:
        """Say to scikit-learn what samples are taken, and what comes out."""
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        tags.input_tags.string = True
        tags.input_tags.categorical = True
        tags.transformer_tags.preserves_dtype = ["float32"]
        return tags
