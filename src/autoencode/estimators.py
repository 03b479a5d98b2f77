"""Everything that can be fitted, saved and used: models and tasks in one table.

Storage, command line, contract tests and reference loop over `ESTIMATORS` and name none
of its entries. What an estimator can do is read from its methods.
"""

from typing import Any

from autoencode.data.mixed import TableTransformer
from autoencode.models import MODELS
from autoencode.tasks.anomaly import AnomalyDetector
from autoencode.tasks.table_anomalies import TableDetector
from autoencode.tasks.tables import TableAutoencoder

# A name, as in ``autoencode fit --model NAME`` and in run folders, to its class.
ESTIMATORS: dict[str, type[Any]] = {
    **MODELS,
    "anomaly_detector": AnomalyDetector,
    "table_autoencoder": TableAutoencoder,
    "table_detector": TableDetector,
    "table_transformer": TableTransformer,
}


def name_of(estimator: Any) -> str | None:
    """Return the name of an estimator's class in `ESTIMATORS`, or None."""
    names = (name for name, cls in ESTIMATORS.items() if type(estimator) is cls)
    return next(names, None)


def takes_frames(estimator: Any) -> bool:
    """Whether an estimator takes data frames with text and missing cells."""
    tags = estimator.__sklearn_tags__().input_tags
    return bool(tags.string and tags.allow_nan)
