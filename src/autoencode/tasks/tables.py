"""Mixed tables as they are: encoded, decoded, and filled in where cells are missing."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Self

import numpy as np
from sklearn.base import (
    ClassNamePrefixFeaturesOutMixin,
    TransformerMixin,
    clone,
)
from sklearn.utils.validation import check_is_fitted

from autoencode.arrays import Array
from autoencode.data.schema import (
    OF_NUMBERS,
    Column,
    as_frame,
    as_numbers,
    filled,
    keys_of,
    of_library,
    with_index_of,
)
from autoencode.errors import InvalidParameterError
from autoencode.models.mixed import MixedAutoencoder
from autoencode.tasks.table_estimator import TableEstimator

HIDDEN = (256, 128)


class ColumnScore(NamedTuple):
    """How well a column is found, and by what is simplest beside it.

    ``measure`` is "accuracy" of categories and booleans, the share of cells that are
    right; and "variance" of numbers and dates, the share of it explained. ``simple`` is
    that of the most frequent category, or of the mean.
    """

    column: Any
    measure: str
    score: float
    simple: float
    n_cells: int  # judged


class TableAutoencoder(
    ClassNamePrefixFeaturesOutMixin, TransformerMixin, TableEstimator
):
    """Autoencoder of data frames with numbers, categories, dates and missing cells.

    Frames go in, and frames come out: ``inverse_transform`` gives the columns, types,
    units and categories of the fit. Missing cells need no care before, and ``impute``
    fills them in.

    *When to choose it.* For tables with text, categories or missing cells; tables of
    numbers alone are as well off with `Autoencoder`. *What to tune first.*
    ``n_components``, the size of the code; ``scale="quantile"`` for columns whose
    values differ by orders of magnitude. *What goes wrong.* Columns that name the rows
    are refused; numbers that stand for categories (postal codes) are to be told.

    Parameters
    ----------
    n_components : int, default=16
        Size of the code.

    autoencoder : MixedAutoencoder or None, default=None
        What is trained; its ``n_components``, and what the table decides, are set, and
        hidden layers of 256 and 128 units if it says nothing of them.

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
        Seed of the training.

    Attributes
    ----------
    table_ : TableTransformer
        Makes rows of numbers of frames, and back.

    model_ : MixedAutoencoder
        Fitted to these rows.

    n_features_in_, feature_names_in_
        Number and names of the columns.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from autoencode import TableAutoencoder
    >>> rng = np.random.default_rng(0)
    >>> city = rng.choice(["Oslo", "Rome"], 100)
    >>> warmth = np.where(city == "Rome", 16.0, 6.0) + rng.normal(size=100)
    >>> frame = pd.DataFrame({"city": city, "warmth": warmth.round(1)})
    >>> model = TableAutoencoder(n_components=2, random_state=0).fit(frame)
    >>> holes = pd.DataFrame({"city": [None, "Oslo"], "warmth": [17.2, None]})
    >>> model.impute(holes)["city"].tolist()
    ['Rome', 'Oslo']
    """

    def __init__(
        self,
        *,
        n_components: int = 16,
        autoencoder: MixedAutoencoder | None = None,
        categorical: Sequence[str] = (),
        numeric: Sequence[str] = (),
        dates: Sequence[str] | Mapping[str, str] = (),
        scale: str = "standard",
        max_categories: int = 100,
        random_state: Any = None,
    ) -> None:
        self.n_components = n_components
        self.autoencoder = autoencoder
        self.categorical = categorical
        self.numeric = numeric
        self.dates = dates
        self.scale = scale
        self.max_categories = max_categories
        self.random_state = random_state

    def fit(self, X: Any, y: object = None) -> Self:
        """Train on a table.

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
            Before any training.

        TrainingDivergedError
            If the loss became infinite or NaN.
        """
        if not isinstance(self.autoencoder, MixedAutoencoder | None):
            raise InvalidParameterError(
                f"autoencoder must be a MixedAutoencoder or None; got "
                f"{type(self.autoencoder).__name__}."
            )
        table = self.untrained_table()
        rows = table.fit(X).transform(X)
        model: MixedAutoencoder = clone(self.autoencoder or MixedAutoencoder())
        if model.hidden_layer_sizes is None and model.n_hidden_layers is None:
            model.set_params(hidden_layer_sizes=HIDDEN)
        model.set_params(
            n_components=self.n_components,
            n_numbers=table.n_numbers_,
            category_sizes=table.category_sizes_ or None,
        )
        if self.random_state is not None:
            model.set_params(random_state=self.random_state)
        self.model_ = model.fit(rows)
        self._set_table(table)
        return self

    def _check_loaded(self) -> None:
        """Raise ValueError for a state that is not of a fit."""
        if not isinstance(self.model_, MixedAutoencoder):
            raise ValueError(f"its model_ is a {type(self.model_).__name__}")
        self._check_width(self.model_)

    def transform(self, X: Any) -> Array:
        """Encode rows of a table.

        Parameters
        ----------
        X : data frame or array of shape (n_samples, n_columns)
            With the columns of the fit, in any order; cells may be missing.

        Returns
        -------
        array of shape (n_samples, n_components), float32
        """
        check_is_fitted(self)
        codes: Array = self.model_.transform(self.table_.transform(X))
        return codes

    def inverse_transform(self, X: Any) -> Any:
        """Decode codes to a table.

        Parameters
        ----------
        X : array of shape (n_samples, n_components)
            Codes.

        Returns
        -------
        data frame of shape (n_samples, n_columns)
            With the columns, types and categories of the fit; nothing is missing.
        """
        check_is_fitted(self)
        return self.table_.inverse_transform(self.model_.inverse_transform(X))

    def reconstruct(self, X: Any) -> Any:
        """Encode rows of a table and decode their codes.

        Parameters
        ----------
        X : data frame or array of shape (n_samples, n_columns)
            With the columns of the fit; cells may be missing.

        Returns
        -------
        data frame of shape (n_samples, n_columns)
        """
        made = self.inverse_transform(self.transform(X))
        return with_index_of(X, made)

    def impute(self, X: Any) -> Any:
        """Fill in the missing cells, and leave the others as they are.

        Parameters
        ----------
        X : data frame or array of shape (n_samples, n_columns)
            With the columns of the fit.

        Returns
        -------
        data frame of shape (n_samples, n_columns)
            In the order of the fit, and with its types where these hold what is there.
        """
        made, _ = as_frame(self.inverse_transform(self.transform(X)))
        given = self.table_.like_fitted(X)
        whole = given.reset_index(drop=True)
        for name in whole:
            made[name] = filled(whole[name], made[name])
        return self.table_.as_given(made.set_index(given.index))

    def sample(self, n_samples: int = 1, random_state: Any = None) -> Any:
        """Return new rows: codes are drawn, and decoded.

        Parameters
        ----------
        n_samples : int, default=1
            At least 1.

        random_state : int, RandomState or None, default=None
            Seed of the draws; None draws others each time.

        Returns
        -------
        data frame of shape (n_samples, n_columns)
            Categories are the likeliest ones of each code.
        """
        check_is_fitted(self)
        return self.table_.inverse_transform(
            self.model_.sample(n_samples, random_state=random_state)
        )

    def interpolate(
        self, a: Any, b: Any, n_steps: int = 11, path: str = "straight"
    ) -> Any:
        """Go from one row to another through their codes.

        Parameters
        ----------
        a, b : data frame of shape (1, n_columns)
            Two rows, such as ``table.iloc[[0]]``.

        n_steps : int, default=11
            Number of steps, both ends included; at least 2.

        path : str, default="straight"
            Between the codes: "straight" or "spherical", see `Autoencoder.interpolate`.

        Returns
        -------
        data frame of shape (n_steps, n_columns)
            Its ends are the reconstructions of ``a`` and ``b``.
        """
        check_is_fitted(self)
        start, end = self.table_.transform(a), self.table_.transform(b)
        way = self.model_.interpolate(start, end, n_steps=n_steps, path=path)
        return self.table_.inverse_transform(way.in_code_space)

    def probabilities(self, X: Any) -> dict[Any, Any]:
        """Return the chances of the categories of each column, as reconstructed.

        Parameters
        ----------
        X : data frame or array of shape (n_samples, n_columns)
            With the columns of the fit.

        Returns
        -------
        dict of data frame of shape (n_samples, n_categories)
            By column; the frame's columns are the categories. Of polars if that of
            `fit` was.
        """
        check_is_fitted(self)
        rows = self.model_.reconstruct(self.table_.transform(X))
        return {
            name: with_index_of(X, of_library(made, is_polars=self.table_.is_polars_))
            for name, made in self.table_.probabilities(rows).items()
        }

    def column_scores(
        self, X: Any, hidden: float = 0.0, seed: int = 0
    ) -> list[ColumnScore]:
        """Return how well each column is reconstructed, or found where it is hidden.

        Parameters
        ----------
        X : data frame or array of shape (n_samples, n_columns)
            Rows that were not in the fit.

        hidden : float, default=0.0
            Share of the cells that are hidden first; the scores are of these alone.
            With 0, of all.

        seed : int, default=0
            Decides which.

        Returns
        -------
        list of ColumnScore
            Of each column with cells to judge by. What is simplest is the mean, or the
            most frequent category, of the fit.
        """
        check_is_fitted(self)
        if not 0 <= hidden <= 1:
            raise InvalidParameterError(
                f"hidden must be a share from 0 to 1; got {hidden!r}."
            )
        frame = self.table_.like_fitted(X).reset_index(drop=True)
        is_hidden = np.random.default_rng(seed).random(frame.shape) < hidden
        made, _ = as_frame(self.reconstruct(frame.mask(is_hidden)))
        is_judged = frame.notna().to_numpy() & (is_hidden | (hidden == 0))
        found = []
        for place, column in enumerate(self.table_.columns_):
            judged = is_judged[:, place]
            if not judged.any():
                continue
            truth, guess = (each[column.name][judged] for each in (frame, made))
            found.append(score_column(column, truth, guess))
        return found

    @property
    def _n_features_out(self) -> int:
        """Columns of `transform`, for `get_feature_names_out`."""
        return self.model_.n_components_

    def __sklearn_tags__(self) -> Any:
        """Say to scikit-learn what samples are taken, and what comes out."""
        tags = super().__sklearn_tags__()
        tags.transformer_tags.preserves_dtype = ["float32"]
        return tags


def score_column(column: Column, truth: Any, guess: Any) -> ColumnScore:
    """Return how near guesses are to the truth, beside what is simplest.

    Both are columns of a data frame, with no cell missing.
    """
    if column.type in OF_NUMBERS:
        values, found = as_numbers(truth, column), as_numbers(guess, column)
        variance = np.square(values - values.mean()).mean() or 1.0
        score, simple = (
            1 - np.square(values - each).mean() / variance
            for each in (found, column.mean)
        )
        measure = "variance"
    else:
        keys = keys_of(truth)
        most_frequent = next(iter(column.values or {}))
        score, simple = (
            np.mean(keys == each) for each in (keys_of(guess), most_frequent)
        )
        measure = "accuracy"
    return ColumnScore(column.name, measure, float(score), float(simple), len(truth))
