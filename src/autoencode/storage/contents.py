"""What a run holds, and the names of its files."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.decomposition import PCA
from sklearn.pipeline import Pipeline

from autoencode.models import MODELS
from autoencode.models.base import BaseAutoencoder
from autoencode.tasks.anomaly import AnomalyDetector

if TYPE_CHECKING:
    from autoencode.tasks.table_anomalies import TableDetector
    from autoencode.tasks.tables import TableAutoencoder

FORMAT = 1
CONFIGURATION = "configuration.json"
WEIGHTS = "weights.safetensors"
SCALER = "scaler.skops"
HISTORY = "history.csv"
METRICS = "metrics.json"
SAMPLES = "samples.npz"
PCA_ARRAYS = "pca.npz"
DETECTOR = "detector.json"
DETECTOR_ARRAYS = "detector.safetensors"
TABLE = "table.json"
TABLE_PARTS = "table.skops"
REQUIRED = frozenset({CONFIGURATION, WEIGHTS, HISTORY})
OF_MODELS = REQUIRED | {SCALER, METRICS, SAMPLES, PCA_ARRAYS}
FILES = OF_MODELS | {DETECTOR, DETECTOR_ARRAYS, TABLE, TABLE_PARTS}

# Scalers that may stand in front of a model. Nothing else is taken from a skops file.
SCALERS = frozenset(
    {
        "MaxAbsScaler",
        "MinMaxScaler",
        "QuantileTransformer",
        "RobustScaler",
        "StandardScaler",
    }
)
PCA_ATTRIBUTES = (
    "mean_",
    "components_",
    "explained_variance_",
    "explained_variance_ratio_",
)
TRUSTED_TYPES = ["numpy.dtype"]
MAX_UNPACKED_BYTES = 2**30  # of a compressed file


@dataclass(kw_only=True)
class Run:
    """What a run folder holds.

    Parameters
    ----------
    model : BaseAutoencoder
        The fitted model.

    scalers : list of (str, transformer)
        Fitted scalers in front of it, with the names they have in a pipeline.

    input : dict
        How to read data for this model, as the command line stores it.

    metrics : dict or None
        The judgement.

    samples : dict of arrays
        "X", and "epoch" with "X_hat" of shape (n_epochs, n_samples, n_features).

    pca : PCA or None
        What the model was compared with, so that it can be on other data.

    detector : AnomalyDetector or None
        The fitted detector whose first autoencoder is ``model``.

    table : TableAutoencoder, TableDetector or None
        What ``model``, or ``detector``, is a part of, where samples are rows of a mixed
        table.

    about : dict
        Command, hash of the data, versions, time.
    """

    model: BaseAutoencoder
    scalers: list[tuple[str, Any]] = field(default_factory=list)
    input: dict[str, Any] = field(default_factory=dict)
    metrics: dict[str, Any] | None = None
    samples: dict[str, np.ndarray[Any, Any]] = field(default_factory=dict)
    pca: PCA | None = None
    detector: AnomalyDetector | None = None
    table: "TableAutoencoder | TableDetector | None" = None
    about: dict[str, Any] = field(default_factory=dict)

    @property
    def estimator(self) -> Any:
        """The model, in a pipeline behind its scalers where it has some.

        Or the detector, or the table's autoencoder, that it is a part of.
        """
        if self.detector is not None or self.table is not None:
            return self.detector if self.table is None else self.table
        if not self.scalers:
            return self.model
        name = next(key for key, kind in MODELS.items() if type(self.model) is kind)
        return Pipeline([*self.scalers, (name, self.model)])

    @property
    def feature_names(self) -> list[str]:
        """Names of the columns; their numbers where they have none."""
        names = self.input.get("feature_names")
        return [str(name) for name in names or range(self.model.n_features_in_)]

    def scale(self, X: Any) -> Any:
        """Return samples as the model itself takes them."""
        for _, scaler in self.scalers:
            X = scaler.transform(X)
        return X

    def unscale(self, X: Any) -> Any:
        """Return reconstructions in the data's own units."""
        for _, scaler in reversed(self.scalers):
            X = scaler.inverse_transform(X)
        return X


def is_learned_name(name: str) -> bool:
    """Whether an attribute of this name is what `fit` learned."""
    return re.fullmatch(r"[a-z][a-z0-9_]*[a-z0-9]_", name) is not None


def member_file(place: int, name: str) -> str:
    """Return the name of a file of a detector's autoencoder; the first has its own."""
    return f"member-{place}-{name}"


def is_file_name(name: str) -> bool:
    """Whether a run may have a file of this name."""
    return name in FILES or (
        re.fullmatch(r"member-[1-9][0-9]{0,3}-.+", name) is not None
        and name.split("-", 2)[2] in REQUIRED
    )
