"""Base class of estimators for mixed tables."""

from typing import Any

from sklearn.base import BaseEstimator

from autoencode.constructors import NamedParameters
from autoencode.data.mixed import TableTransformer


class TableEstimator(NamedParameters, BaseEstimator):
    """Base class of estimators with the parameters of a `TableTransformer`."""

    table_: TableTransformer

    def untrained_table(self) -> TableTransformer:
        """Return an unfitted transformer with the parameters of this estimator."""
        names = TableTransformer().get_params()
        return TableTransformer(**{name: getattr(self, name) for name in names})

    def _check_width(self, inner: Any) -> None:
        """Raise ValueError unless an estimator takes the table's encoded rows."""
        if self.table_._width != inner.n_features_in_:
            raise ValueError("its columns are not those of the model")

    def _set_table(self, table: TableTransformer) -> None:
        self.table_ = table
        self.n_features_in_ = table.n_features_in_
        self.feature_names_in_ = table.feature_names_in_

    def __sklearn_tags__(self) -> Any:
        """Return the tags of scikit-learn."""
        tags = super().__sklearn_tags__()
        tags.input_tags = TableTransformer().__sklearn_tags__().input_tags
        return tags
