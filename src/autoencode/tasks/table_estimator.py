"""What the autoencoder and the detector of mixed tables have in common."""

from typing import Any

from sklearn.base import BaseEstimator

from autoencode.data.mixed import TableTransformer


class TableEstimator(BaseEstimator):
    """Base class of estimators that have a `TableTransformer`'s parameters too."""

    table_: TableTransformer

    def untrained_table(self) -> TableTransformer:
        """Return the unfitted transformer that the parameters describe."""
        names = TableTransformer().get_params()
        return TableTransformer(**{name: getattr(self, name) for name in names})

    def _check_width(self, inner: Any) -> None:
        """Raise ValueError if an estimator is not of the table's encoded rows."""
        if self.table_._width != inner.n_features_in_:
            raise ValueError("its columns are not those of the model")

    def _set_table(self, table: TableTransformer) -> None:
        self.table_ = table
        self.n_features_in_ = table.n_features_in_
        self.feature_names_in_ = table.feature_names_in_

    def __sklearn_tags__(self) -> Any:
        """Say to scikit-learn what samples are taken."""
        tags = super().__sklearn_tags__()
        tags.input_tags = TableTransformer().__sklearn_tags__().input_tags
        return tags
