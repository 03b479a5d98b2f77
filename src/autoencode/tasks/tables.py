"""Autoencoder of mixed tables: encoding, decoding and imputation."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy as np
from sklearn.base import (
    ClassNamePrefixFeaturesOutMixin,
    TransformerMixin,
    clone,
)
from sklearn.utils.validation import check_is_fitted

from autoencode.arguments import seed_of
from autoencode.arrays import Array, plain_transform
from autoencode.data.column_numbers import as_written
from autoencode.data.schema import (
    as_frame,
    fill_missing,
    to_library,
    with_index_of,
)
from autoencode.errors import InvalidParameterError
from autoencode.models.mixed import MixedAutoencoder
from autoencode.tasks.atomic_fits import atomic_fit
from autoencode.tasks.column_scores import ColumnScore, scores_of_columns
from autoencode.tasks.table_estimator import TableEstimator

HIDDEN_LAYER_SIZES = (256, 128)
HIDDEN_TO_SCORE = 0.3  # fraction of the cells


class TableAutoencoder(
    ClassNamePrefixFeaturesOutMixin, TransformerMixin, TableEstimator
):
    """Autoencoder of data frames with numbers, categories, dates and missing cells.

    ``inverse_transform`` returns data frames with the columns, types, units and
    categories of the fit. Missing cells are accepted, and ``impute`` fills them in.

    *When to choose it.* For tables with text, categories or missing cells; for numbers
    alone use `Autoencoder`. *What to tune first.* ``n_components``, the size of the
    code; ``scale="quantile"`` for columns whose values differ by orders of magnitude.
    *What goes wrong.* Columns that identify rows are refused; categories stored as
    numbers (postal codes) must be given as ``categorical``.

    Parameters
    ----------
    n_components : int, default=16
        Size of the code. With 16, a size that ``autoencoder`` has is not changed.

    autoencoder : MixedAutoencoder or None, default=None
        Autoencoder to train. Its ``n_numbers`` and ``category_sizes`` are set, and
        hidden layers of 256 and 128 units unless it defines others.

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
        Seed of the training.

    Attributes
    ----------
    table_ : TableTransformer
        Encodes tables as rows of numbers, and decodes them.

    model_ : MixedAutoencoder
        Fitted on the encoded rows.

    n_features_in_, feature_names_in_
        Number and names of the columns seen in `fit`.

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

    @atomic_fit
    def fit(self, X: Any, y: object = None) -> Self:
        """Train on a table.

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
        rows = plain_transform(table.fit(X), X)
        model: MixedAutoencoder = clone(self.autoencoder or MixedAutoencoder())
        if model.hidden_layer_sizes is None and model.n_hidden_layers is None:
            model.set_params(hidden_layer_sizes=HIDDEN_LAYER_SIZES)
        if self.n_components != MixedAutoencoder.n_components:  # else the model's own
            model.set_params(n_components=self.n_components)
        model.set_params(
            n_numbers=table.n_numbers_,
            category_sizes=table.category_sizes_ or None,
        )
        if self.random_state is not None:
            model.set_params(random_state=self.random_state)
        self.model_ = model.fit(rows)
        self._set_table(table)
        return self

    def _check_loaded(self) -> None:
        """Raise ValueError if the fitted attributes are invalid."""
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
        codes: Array = plain_transform(self.model_, plain_transform(self.table_, X))
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
            With the columns, types and categories of the fit, without missing cells.
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
        return with_index_of(X, self.inverse_transform(plain_transform(self, X)))

    def impute(self, X: Any) -> Any:
        """Fill in missing cells and keep the others.

        Parameters
        ----------
        X : data frame or array of shape (n_samples, n_columns)
            With the columns of the fit.

        Returns
        -------
        data frame of shape (n_samples, n_columns)
            With the columns and types of the fit; a type changes if it cannot hold the
            cells that are present. Imputed floats are rounded to the most digits after
            the point that the column has in the fit, unless it has more than 9.
        """
        result, _ = as_frame(self.inverse_transform(plain_transform(self, X)))
        given = self.table_.like_fitted(X)
        values = given.reset_index(drop=True)
        for column in self.table_.columns_:
            guesses = as_written(result[column.name], column)
            result[column.name] = fill_missing(values[column.name], guesses)
        return self.table_.to_fitted_library(result.set_index(given.index))

    def sample(self, n_samples: int = 1, random_state: Any = None) -> Any:
        """Return new rows, decoded from drawn codes.

        Parameters
        ----------
        n_samples : int, default=1
            Number of rows, at least 1.

        random_state : int, RandomState or None, default=None
            Seed of the draws; None gives other rows each time.

        Returns
        -------
        data frame of shape (n_samples, n_columns)
            Categories are the most probable ones of each code.
        """
        check_is_fitted(self)
        return self.table_.inverse_transform(
            self.model_.sample(n_samples, random_state=random_state)
        )

    def interpolate(
        self, a: Any, b: Any, n_steps: int = 11, path: str = "straight"
    ) -> Any:
        """Interpolate between the codes of two rows.

        Parameters
        ----------
        a, b : data frame of shape (1, n_columns)
            Two rows, such as ``table.iloc[[0]]``.

        n_steps : int, default=11
            Number of steps, both ends included; at least 2.

        path : str, default="straight"
            "straight" or "spherical"; see `Autoencoder.interpolate`.

        Returns
        -------
        data frame of shape (n_steps, n_columns)
            From the reconstruction of ``a`` to that of ``b``.
        """
        check_is_fitted(self)
        start, end = plain_transform(self.table_, a), plain_transform(self.table_, b)
        steps = self.model_.interpolate(start, end, n_steps=n_steps, path=path)
        return self.table_.inverse_transform(steps.in_code_space)

    def probabilities(self, X: Any) -> dict[Any, Any]:
        """Return the reconstructed probabilities of the categories, by column.

        Parameters
        ----------
        X : data frame or array of shape (n_samples, n_columns)
            With the columns of the fit.

        Returns
        -------
        dict of data frame of shape (n_samples, n_categories)
            By column; the columns of each frame are the categories. Of polars if the
            table of `fit` was.
        """
        check_is_fitted(self)
        rows = self.model_.reconstruct(plain_transform(self.table_, X))
        return {
            name: with_index_of(X, to_library(frame, is_polars=self.table_.is_polars_))
            for name, frame in self.table_.probabilities(rows).items()
        }

    def column_scores(
        self,
        X: Any,
        hidden: float = 0.0,
        random_state: int | np.random.RandomState | None = 0,
    ) -> list[ColumnScore]:
        """Evaluate how well each column is reconstructed, or hidden cells imputed.

        Parameters
        ----------
        X : data frame or array of shape (n_samples, n_columns)
            Rows that were not in the fit.

        hidden : float, default=0.0
            Fraction of the cells to hide and impute; only these are evaluated. With 0,
            all cells are evaluated.

        random_state : int, RandomState or None, default=0
            Seed of the selection of hidden cells; None draws others for each call.

        Returns
        -------
        list of ColumnScore
            One per column with cells to evaluate. The baseline is the mean, or the most
            frequent category, of the fit.
        """
        check_is_fitted(self)
        if not 0 <= hidden <= 1:
            raise InvalidParameterError(
                f"hidden must be a fraction from 0 to 1; got {hidden!r}."
            )
        seed = seed_of(random_state)
        return scores_of_columns(self.table_, self.reconstruct, X, hidden, seed)

    def score(self, X: Any, y: object = None) -> float:
        """Return how much better cells are imputed than by the mean or commonest value.

        Three tenths of the cells are hidden, the same ones in each call. Larger codes
        are not better by themselves, as they are for cells that the encoder sees.

        Parameters
        ----------
        X : data frame or array of shape (n_samples, n_columns)
            Rows that were not in the fit.

        y : object, default=None
            Ignored.

        Returns
        -------
        float
            Mean over columns of the share of the baseline's error that is avoided, of
            `column_scores`: 1 for perfect imputations, 0 for those as good as the
            baseline, negative for worse ones. NaN if no cell can be hidden.
        """
        shares = [
            1 - (1 - each.score) / (1 - each.simple) if each.simple < 1 else each.score
            for each in self.column_scores(X, HIDDEN_TO_SCORE)
        ]
        return float(np.mean(shares)) if shares else float("nan")

    @property
    def _n_features_out(self) -> int:
        """Number of columns of `transform`, for `get_feature_names_out`."""
        return self.model_.n_components_

    def __sklearn_tags__(self) -> Any:
        """Return the tags of scikit-learn."""
        tags = super().__sklearn_tags__()
        tags.transformer_tags.preserves_dtype = ["float32"]
        return tags
